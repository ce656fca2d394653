using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Loads;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Campaigns.Loads;

public sealed class CampaignLoadStoreTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();
    private CampaignLoadStore Store => new(_bench.Database);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_load_is_followed_and_its_end_is_kept()
    {
        var (spring, id) = await BeginAsync();
        await Store.BeatAsync(id, new AudienceProgress(AudienceStep.Reading, 500, 60, 200), _bench.Now);
        await Store.BeatAsync(id, progress: null, _bench.Now);
        var load = (await Store.LatestAsync(spring))!;
        Assert.Equal(
            (AudienceStep.Reading, 500, 30, "list.csv"),
            (load.Step, load.RowsRead, load.Percent, load.Called)
        );
        Assert.True(load.RunsAt(_bench.Now));

        await Store.EndAsync(id, LoadResult.Refused, "no column", _bench.Now);
        Assert.Equal(0, await Store.EndAsync(id, LoadResult.Done, told: null, _bench.Now));
        load = (await Store.LatestAsync(spring))!;
        Assert.Equal((LoadResult.Refused, "no column", false), (load.Result, load.Told, load.RunsAt(_bench.Now)));
        Assert.Null(await Store.LatestAsync(spring + 1));
    }

    [Fact]
    public async Task One_whose_host_is_gone_is_lost_after_a_while_or_at_once_when_another_host_is_alone()
    {
        var (spring, _) = await BeginAsync();
        var load = (await Store.LatestAsync(spring))!;
        Assert.True(load.IsLostAt(_bench.Now + HostStore.Silence + TimeSpan.FromSeconds(1)));
        Assert.False(load.IsLostAt(_bench.Now));
        Assert.Equal(1, await Store.LoseAllAsync());
        Assert.True((await Store.LatestAsync(spring))!.IsLostAt(_bench.Now));
    }

    [Fact]
    public async Task A_load_that_somebody_stops_has_ended_and_leaves_no_list()
    {
        var (spring, id) = await BeginAsync();
        Assert.False(await Store.StopAsync(spring, new Actor(Id: null, "boris"), _bench.Now));
        Assert.Null((await Store.LatestAsync(spring))!.EndedAt);
        var reading = new ListLease(_bench.Database, spring, "its host");
        Assert.True(await reading.BeginAsync(_bench.Now));

        Assert.True(await Store.StopAsync(spring, new Actor(Id: null, "boris"), _bench.Now));
        var load = (await Store.LatestAsync(spring))!;
        Assert.Equal((LoadResult.Stopped, "Stopped by boris."), (load.Result, load.Told));
        Assert.Equal(CampaignState.Draft, (await _bench.FindAsync()).State);
        // Its host, wherever it is, finds out, and overwrites nothing of it.
        Assert.False(await reading.EndAsync());
        Assert.Equal(0, await Store.EndAsync(id, LoadResult.Stopped, told: null, _bench.Now));
        Assert.Equal(CampaignState.Draft, (await _bench.FindAsync()).State);
    }

    private async Task<(long Campaign, long Load)> BeginAsync()
    {
        var spring = await _bench.ReadyAsync(recipients: 0);
        return (
            spring.Id,
            await Store.BeginAsync(spring.Id, LoadSource.File, "list.csv", "anna", "host-a", _bench.Now)
        );
    }
}
