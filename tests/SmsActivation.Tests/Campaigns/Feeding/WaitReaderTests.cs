using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Zones;

namespace SmsActivation.Tests.Campaigns.Feeding;

public sealed class WaitReaderTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new()
    {
        Options = new CampaignPaceOptions { ApprovalAbove = int.MaxValue, SendsPerDay = 2 },
        Then = [new(TimeSpan.FromDays(3), new Dictionary<string, string> { ["en"] = "Again" })],
    };

    private WaitReader Waits => new(_bench.Database, _bench.Options);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_campaign_waits_for_its_day_its_ceiling_and_its_next_text()
    {
        var wake = await _bench.ReadyAsync(recipients: 0, kind: CampaignKind.Reminder);
        var newYork = TimeZones.CodeOf("+12125550142", "US");
        foreach (var i in new[] { 0, 1, 2 })
            await _bench.AddAsync(wake.Id, CampaignBench.Phone(i), line: i, zones: newYork);
        Assert.Null(await ReadAsync());
        await _bench.Runs.StartAsync(wake.Id, new(Id: null, "boris"), _bench.Now);
        Assert.Null(await ReadAsync());

        await _bench.Spine.Temporary.ExecuteAsync("update campaigns set day_from = 0, day_until = 1");
        Assert.Equal(
            (WaitReason.Night, "America/New_York"),
            ((await ReadAsync())!.Reason, (await ReadAsync())!.Opens!.Zone)
        );

        await _bench.Spine.Temporary.ExecuteAsync("update campaigns set day_until = 1440");
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(await _bench.FindAsync()));
        var ceiling = await ReadAsync();
        Assert.Equal(
            (WaitReason.Ceiling, _bench.Now.UtcDateTime.Date.AddDays(1)),
            (ceiling!.Reason, ceiling.Until!.Value.UtcDateTime)
        );

        _bench.Spine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(await _bench.FindAsync()));
        var next = await ReadAsync();
        Assert.Equal((WaitReason.NextText, _bench.Now.AddDays(2)), (next!.Reason, next.Until!.Value));
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await ReadAsync());
    }

    private async Task<CampaignWait?> ReadAsync() => await Waits.ReadAsync(await _bench.FindAsync(), _bench.Now);
}
