using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Tests.Campaigns;
using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Tests.Ops;

public sealed class CampaignGlancesTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();
    private SlowDatabase _slow = null!;
    private CampaignGlances _glances = null!;

    public Task InitializeAsync()
    {
        _slow = new SlowDatabase(_bench.Database);
        _glances = new CampaignGlances(
            _bench.Campaigns,
            new CampaignReport(_slow, _bench.Options),
            new WaitReader(_bench.Database, _bench.Options),
            _bench.Options,
            _bench.Spine.Clock
        );
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _glances.Dispose();
        await _slow.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_list_that_is_not_counted_yet_says_so_and_is_counted_while_nobody_waits()
    {
        var spring = await _bench.RunAsync(4);
        await _bench.AddAsync(spring.Id, CampaignBench.Phone(8), line: 8, state: "LeftOut");
        await _bench.AddAsync(spring.Id, CampaignBench.Phone(9), line: 9, state: "Control");
        await _bench.FeedAsync(spring, owed: 3);
        var leases = await _bench.SendAsync();
        await _bench.ReportAsync(leases[0], Core.Delivery.DeliveryState.Delivered);
        var listed = Assert.Single(await _glances.ReadAsync());
        Assert.Equal((null, true), (listed.Glance, listed.IsMoving));

        _slow.LetGo();
        Assert.Equal(new CampaignGlance(4, 3, 1, 0), (await CountedAsync()).Glance);
    }

    [Fact]
    public async Task One_that_ended_long_ago_is_counted_once_an_hour()
    {
        _slow.LetGo();
        var spring = await _bench.RunAsync(4);
        await _bench.Runs.StopAsync(spring.Id, new(Id: null, "boris"), "over", _bench.Now);
        _bench.Spine.Clock.Advance(_bench.Options.ActivatedWithin + TimeSpan.FromDays(1));
        Assert.Equal(4, (await CountedAsync()).Glance!.People);
        await _bench.Spine.Temporary.ExecuteAsync("delete from campaign_recipients where line = 1");
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(4, (await CountedAsync()).Glance!.People);
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await CountedAsync();
        Assert.Equal(3, (await CountedAsync()).Glance!.People);
    }

    private async Task<ListedCampaign> CountedAsync()
    {
        for (var look = 0; ; look++)
        {
            var listed = Assert.Single(await _glances.ReadAsync());
            if (listed.Glance is not null || look == 100)
                return listed;
            await Task.Delay(20);
        }
    }
}
