using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Zones;
using SmsActivation.Core.Phones;
using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Tests.Campaigns.Feeding;

public sealed class CampaignWaitTests
{
    private const string NewYork = "+12125550142";
    private const string LosAngeles = "+12135550142";
    private const string Berlin = "+4915112345678";
    private const string Satellite = "+881612345678";
    private static readonly Campaign FromNineToEight = new() { DayFrom = 540, DayUntil = 1200 };

    [Theory]
    [InlineData("2026-07-14T15:00Z", new[] { NewYork }, null)]
    [InlineData(
        "2026-07-14T05:00Z",
        new[] { NewYork },
        "It waits for daytime: the next text leaves about 09:00 in New York (13:00 UTC)."
    )]
    [InlineData(
        "2026-07-15T03:00Z",
        new[] { LosAngeles, NewYork },
        "It waits for daytime: the next text leaves about 09:00 in New York (13:00 UTC)."
    )]
    [InlineData("2026-07-15T01:00Z", new[] { LosAngeles, NewYork }, null)]
    [InlineData(
        "2026-07-14T19:00Z",
        new[] { Berlin },
        "It waits for daytime: the next text leaves about 09:00 in Berlin (2026-07-15 07:00 UTC)."
    )]
    // the night in which the clocks change
    [InlineData(
        "2026-03-28T19:00Z",
        new[] { Berlin },
        "It waits for daytime: the next text leaves about 09:00 in Berlin (2026-03-29 07:00 UTC)."
    )]
    // Idaho is in two zones: the later morning counts
    [InlineData(
        "2026-07-14T15:30Z",
        new[] { "+12085550142" },
        "It waits for daytime: the next text leaves about 09:00 in Los Angeles (16:00 UTC)."
    )]
    [InlineData(
        "2026-07-14T12:00Z",
        new[] { Satellite },
        "It waits for daytime: the next text leaves never: it is never day from 09:00 to 20:00 in all the time zones that these phones may be in."
    )]
    public void Night_is_told_with_the_first_morning(string at, string[] phones, string? told) =>
        Assert.Equal(told, Told(at, phones, leftToday: 1));

    [Theory]
    [InlineData("2026-07-14T15:00Z", NewYork, "it goes on about 09:00 in New York (2026-07-15 13:00 UTC).")]
    // midnight UTC is afternoon in Los Angeles
    [InlineData("2026-07-14T17:00Z", LosAngeles, "it goes on about 2026-07-15 00:00 UTC.")]
    public void The_ceiling_of_the_day_is_told_with_the_next_day(string at, string phone, string told) =>
        Assert.Equal($"The day's texts of all campaigns are used up: {told}", Told(at, [phone], leftToday: 0));

    [Fact]
    public void Between_two_texts_of_a_series_the_next_is_told()
    {
        var now = DateTimeOffset.Parse("2026-07-14T15:00Z");
        var wait = CampaignWait.Of(FromNineToEight, new DueTexts([], now.AddHours(1)), 1, now);
        Assert.Equal(
            "The next text of the series is due about 16:00 UTC.",
            CampaignTelling.Waits(FromNineToEight, wait, now)
        );
        Assert.Null(CampaignWait.Of(FromNineToEight, new DueTexts([]), 1, now));
    }

    private static string? Told(string at, string[] phones, int leftToday)
    {
        var now = DateTimeOffset.Parse(at);
        var zones = phones.Select(phone => TimeZones.CodeOf(phone, PhoneReader.CountryOf(phone))).ToHashSet();
        return CampaignTelling.Waits(
            FromNineToEight,
            CampaignWait.Of(FromNineToEight, new DueTexts(zones), leftToday, now),
            now
        );
    }
}
