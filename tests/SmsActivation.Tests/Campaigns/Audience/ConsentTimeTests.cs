using SmsActivation.Core.Campaigns.Audience;

namespace SmsActivation.Tests.Campaigns.Audience;

public sealed class ConsentTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-04-03", "2026-04-03T00:00")]
    [InlineData("2026-04-03 09:30", "2026-04-03T09:30")]
    [InlineData("2026-04-03 09:30:15+03:00", "2026-04-03T06:30:15")]
    [InlineData("2026-04-03T09:30Z", "2026-04-03T09:30")]
    [InlineData("2026-04-03T09:30:15.25-05:00", "2026-04-03T14:30:15.25")]
    [InlineData("03.04.2026", "2026-04-03T00:00")]
    [InlineData("3.4.2026", "2026-04-03T00:00")]
    [InlineData("03.04.2026 09:30", "2026-04-03T09:30")]
    [InlineData("03.04.2026 9:30:15", "2026-04-03T09:30:15")]
    [InlineData("2026-11-26T12:00:00Z", "2026-11-26T12:00")]
    public void What_cannot_be_two_dates_is_taken(string text, string at)
    {
        var read = ConsentTime.Read(text, Now);
        Assert.Equal((DateTimeOffset.Parse(at + "Z"), null), read);
    }

    [Theory]
    [InlineData("03/04/2026", "is '03/04/2026': with slashes nobody can tell the day from the month, write it like")]
    [InlineData("12/31/2026 10:00", "is '12/31/2026 10:00': with slashes")]
    [InlineData("31.02.2026", "is '31.02.2026', which is no date that can be read: write it like 2026-04-03")]
    [InlineData("03.04.26", "no date")]
    [InlineData("04.2026", "no date")]
    [InlineData("2026-13-01", "no date")]
    [InlineData("5 May", "no date")]
    [InlineData("2026-11-26T12:00:01Z", "is '2026-11-26T12:00:01Z', which is still to come")]
    [InlineData("27.11.2026", "still to come")]
    public void What_can_is_refused_with_its_value_and_how_to_write_it(string text, string told)
    {
        var (at, fault) = ConsentTime.Read(text, Now);
        Assert.Null(at);
        Assert.Contains(told, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+12125550142")]
    [InlineData("12125550142")]
    public void A_phone_in_its_place_is_shown_to_nobody(string text) =>
        Assert.StartsWith("is a long number", ConsentTime.Read(text, Now).Fault, StringComparison.Ordinal);

    [Fact]
    public void What_is_told_of_has_its_end() =>
        Assert.True(ConsentTime.Read(new string('x', 5000), Now).Fault!.Length < 180);
}
