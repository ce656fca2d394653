using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Zones;

namespace SmsActivation.Tests.Campaigns.Feeding;

public sealed class PaceForecastTests
{
    // Winter: Berlin is an hour ahead.
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly int Berlin = TimeZones.CodeOf("+4915112345678", "DE");

    [Fact]
    public void Within_the_day_it_is_the_pace_alone()
    {
        var forecast = Of(people: 6_000, perSecond: 10);
        Assert.Equal(Noon.AddMinutes(10), forecast.EndsAt);
        Assert.Equal(TimeSpan.FromMinutes(10), forecast.Sending);
    }

    [Fact]
    public void What_the_evening_leaves_over_waits_for_the_morning()
    {
        // Until 20:00 in Berlin there are seven hours for 25,200 of the 28,800; the rest begins at 09:00, which is 08:00 UTC.
        var forecast = Of(people: 28_800, perSecond: 1);
        Assert.Equal(new DateTimeOffset(2026, 1, 16, 9, 0, 0, TimeSpan.Zero), forecast.EndsAt);
        Assert.Equal(TimeSpan.FromHours(8), forecast.Sending);
        Assert.False(forecast.CeilingHolds);
    }

    [Fact]
    public void The_ceiling_of_a_day_holds_it_until_the_next()
    {
        var forecast = Of(people: 1_000, perSecond: 10, perDay: 600, leftToday: 500);
        Assert.Equal(new DateTimeOffset(2026, 1, 16, 8, 0, 50, TimeSpan.Zero), forecast.EndsAt);
        Assert.True(forecast.CeilingHolds);
    }

    [Fact]
    public void Whoever_is_never_texted_is_counted_apart()
    {
        var forecast = PaceForecast.Of(
            new Dictionary<int, int> { [Berlin] = 10, [TimeZones.Anywhere] = 3 },
            new Campaign
            {
                PerSecond = 10,
                DayFrom = 540,
                DayUntil = 1200,
            },
            perDay: 1_000,
            leftToday: 1_000,
            Noon
        );
        Assert.Equal((3, Noon.AddSeconds(1)), (forecast.Never, forecast.EndsAt));
    }

    private static PaceForecast Of(int people, int perSecond, int perDay = 1_000_000, int leftToday = 1_000_000) =>
        PaceForecast.Of(
            new Dictionary<int, int> { [Berlin] = people },
            new Campaign
            {
                PerSecond = perSecond,
                DayFrom = 540,
                DayUntil = 1200,
            },
            perDay,
            leftToday,
            Noon
        );
}
