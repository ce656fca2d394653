using SmsActivation.Worker.Api;

namespace SmsActivation.Tests.Api;

public sealed class ApiPaceTests
{
    [Fact]
    public void A_key_has_its_minute_at_once_and_then_evenly_and_takes_nothing_from_another()
    {
        var clock = new ManualClock();
        var pace = new ApiPace(new ApiOptions { RequestsPerMinute = 30 }, clock);
        Assert.All(Enumerable.Range(0, 30), _ => Assert.Null(pace.Take(1)));
        Assert.Equal(TimeSpan.FromSeconds(2), pace.Take(1));
        Assert.Null(pace.Take(2));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), pace.Take(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(pace.Take(1));
        Assert.NotNull(pace.Take(1));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(30, Enumerable.Range(0, 40).Count(_ => pace.Take(1) is null));
    }
}
