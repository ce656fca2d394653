using SmsActivation.Core.Hosts;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Tests.Hosts;

public sealed class NeighboursTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_role_ends_by_the_hosts_own_clock_when_nobody_renews_it()
    {
        var neighbours = new Neighbours(alone: false, _clock);
        Assert.False(neighbours.Sweeps);
        neighbours.LearnRole(_clock.GetTimestamp());
        _clock.Advance(HostStore.Silence - TimeSpan.FromSeconds(1));
        Assert.True(neighbours.Sweeps);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(neighbours.Sweeps);
    }

    [Fact]
    public void Who_is_alone_on_a_database_asks_nobody() => Assert.True(new Neighbours(alone: true, _clock).Sweeps);
}
