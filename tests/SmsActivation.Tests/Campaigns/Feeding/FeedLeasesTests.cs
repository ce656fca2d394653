using SmsActivation.Core.Campaigns.Feeding;

namespace SmsActivation.Tests.Campaigns.Feeding;

public sealed class FeedLeasesTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_host_that_starts_takes_no_list_from_the_verb_that_loads_it()
    {
        await _bench.ReadyAsync(recipients: 1);
        await _bench.Spine.Temporary.ExecuteAsync(
            "update campaigns set state = 'Loading', feed_token = 'a load', feed_until = @Now",
            new { _bench.Now }
        );
        Assert.Equal(0, await _bench.Leases.TakeBackAllAsync());
        await _bench.Spine.Temporary.ExecuteAsync("update campaigns set state = 'Running'");
        Assert.Equal(1, await _bench.Leases.TakeBackAllAsync());
    }

    [Fact]
    public async Task One_host_feeds_a_campaign_until_its_lease_is_over()
    {
        var spring = await _bench.RunAsync(recipients: 100);
        Assert.Equal(new FeedResult.Fed(10, 0), await _bench.FeedAsync(spring));
        Assert.Equal(new FeedResult.NotOurs(), await _bench.FeedAsync(spring, token: "host-b"));
        _bench.Spine.Clock.Advance(FeedLeases.Lease);
        await _bench.SendAsync();
        Assert.Equal(new FeedResult.Fed(10, 0), await _bench.FeedAsync(spring, token: "host-b"));
        Assert.Equal(new FeedResult.NotOurs(), await _bench.FeedAsync(spring));

        await _bench.Leases.LeaveAsync("host-b");
        await _bench.SendAsync();
        Assert.Equal(new FeedResult.Fed(10, 0), await _bench.FeedAsync(spring));
        Assert.Equal(new FeedResult.NotOurs(), await _bench.FeedAsync(spring, token: "host-b"));
        Assert.Equal(1, await _bench.Leases.TakeBackAllAsync());
        Assert.Equal(new FeedResult.Fed(0, 0), await _bench.FeedAsync(spring, token: "host-b"));
        Assert.Equal(30, await _bench.Spine.Temporary.ScalarAsync<int>("select count(*) from outbound_messages"));
    }
}
