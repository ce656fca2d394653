using System.Globalization;
using SmsActivation.Worker.Commands;

namespace SmsActivation.Tests.Commands;

public sealed class SinceTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("45m", "2026-03-01T11:15:00Z")]
    [InlineData("2h", "2026-03-01T10:00:00Z")]
    [InlineData("3d", "2026-02-26T12:00:00Z")]
    [InlineData("1w", "2026-02-22T12:00:00Z")]
    [InlineData("0h", "2026-03-01T12:00:00Z")]
    [InlineData("999999999w", "0001-01-01T00:00:00Z")]
    [InlineData("2026-02-01", "2026-02-01T00:00:00Z")]
    [InlineData("2026-02-01T10:30", "2026-02-01T10:30:00Z")]
    [InlineData("2026-02-01 10:30", "2026-02-01T10:30:00Z")]
    [InlineData("2026-02-01T10:30:15Z", "2026-02-01T10:30:15Z")]
    [InlineData("2026-02-01T10:30:15.123Z", "2026-02-01T10:30:15.123Z")]
    [InlineData("2026-02-01T10:30:15+02:00", "2026-02-01T08:30:15Z")]
    public void A_point_in_the_past_is_read(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), SinceText.Read(text, Now));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("-2h")]
    [InlineData("2")]
    [InlineData("2y")]
    [InlineData("1.5h")]
    [InlineData("99999999999h")]
    [InlineData("01.02.2026")]
    [InlineData("2026-02-30")]
    [InlineData("yesterday")]
    public void Anything_else_is_no_point_in_time(string text) => Assert.Null(SinceText.Read(text, Now));
}
