using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Restoring;

namespace SmsActivation.Tests.Campaigns;

/// <summary>The feeder pass by pass; what it feeds is sent at once.</summary>
public sealed class CampaignFeederTests : IAsyncLifetime
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Theory]
    [InlineData(30, 200, 200)]
    [InlineData(7, 150, 450)] // passes come as they can
    [InlineData(2, 200, 210)] // no turn falls on the moment when one is due
    public async Task Every_window_of_ten_seconds_keeps_the_pace_within_a_twentieth(int perSecond, int least, int most)
    {
        await _bench.RunAsync(recipients: perSecond * 45, perSecond);
        using var feeder = _bench.Feeder();
        var random = new Random(7);
        var begun = _bench.Now;
        var sent = new List<TimeSpan>();
        while (_bench.Now - begun < TimeSpan.FromSeconds(40))
        {
            Assert.Equal(1, await feeder.PassAsync(CancellationToken.None));
            var leases = await _bench.SendAsync();
            foreach (var lease in leases)
                await _bench.ReportAsync(lease, DeliveryState.Delivered);
            sent.AddRange(leases.Select(_ => _bench.Now - begun));
            _bench.Spine.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(least, most + 1)));
        }
        for (var from = TimeSpan.Zero; from <= TimeSpan.FromSeconds(30); from += TimeSpan.FromSeconds(1))
        {
            var count = sent.Count(at => at >= from && at < from + Window);
            Assert.InRange(count, perSecond * 10 * 0.95, perSecond * 10 * 1.05);
        }
    }

    [Fact]
    public async Task Two_hosts_send_one_campaign_at_its_pace_and_nobody_twice()
    {
        await _bench.RunAsync(recipients: 200, perSecond: 10);
        using var first = _bench.Feeder();
        using var second = _bench.Feeder();
        var phones = new List<string>();
        for (var pass = 0; pass < 100; pass++)
        {
            // The first dies in the middle; its campaign goes on when its lease is over.
            if (pass < 40)
                await first.PassAsync(CancellationToken.None);
            await second.PassAsync(CancellationToken.None);
            foreach (var lease in await _bench.SendAsync())
            {
                phones.Add(lease.Text.Sender);
                await _bench.ReportAsync(lease, DeliveryState.Delivered);
            }
            _bench.Spine.Clock.Advance(TimeSpan.FromMilliseconds(200));
        }
        Assert.Equal(phones.Count, phones.Distinct().Count());
        Assert.InRange(phones.Count, 90, 110); // 8 s of one, 10 s of nobody, 2 s of the other
    }

    [Fact]
    public async Task What_is_wrong_with_one_campaign_holds_up_no_other()
    {
        var spoiled = await _bench.RunAsync(recipients: 1, name: "spoiled");
        await _bench.Spine.Temporary.ExecuteAsync(
            "update campaign_recipients set fields = 'no JSON' where campaign_id = @Id",
            new { spoiled.Id }
        );
        await _bench.RunAsync(recipients: 1, name: "spring", first: 1);
        using var feeder = _bench.Feeder();
        for (var pass = 0; pass < 10; pass++)
        {
            await feeder.PassAsync(CancellationToken.None);
            _bench.Spine.Clock.Advance(TimeSpan.FromMilliseconds(200));
        }
        Assert.Equal(CampaignBench.Phone(1), Assert.Single(await _bench.ClaimAsync()).Text.Sender);
        Assert.Equal(1, await _bench.CountAsync("Waiting"));
    }

    [Fact]
    public async Task A_campaign_that_ends_lets_go()
    {
        await _bench.RunAsync(recipients: 3);
        using var feeder = _bench.Feeder();
        for (var pass = 0; pass < 6; pass++)
        {
            await feeder.PassAsync(CancellationToken.None);
            await _bench.SendAsync();
            _bench.Spine.Clock.Advance(TimeSpan.FromMilliseconds(200));
        }
        Assert.Equal(CampaignState.Done, (await _bench.FindAsync()).State);
        Assert.Equal(0, await feeder.PassAsync(CancellationToken.None));
        Assert.Equal(3, await _bench.TextsAsync("sent"));
    }

    [Theory]
    [InlineData(false, "100% of the last 10 texts failed or did not arrive")]
    [InlineData(true, "100% of the last 10 texts were answered by STOP")]
    public async Task A_jump_pauses_it_tells_a_person_and_after_resuming_counts_anew(bool stops, string reason)
    {
        await _bench.RunAsync(recipients: 40);
        using var feeder = _bench.Feeder();
        await PassAsync(feeder, TimeSpan.FromSeconds(1));
        await PassAsync(feeder, TimeSpan.Zero);
        foreach (var lease in await _bench.SendAsync())
            if (stops)
                await _bench.Spine.SayAsync(lease.Text.Sender, "STOP");
            else
                await _bench.ReportAsync(lease, DeliveryState.Undelivered, code: 30003);
        await PassAsync(feeder, TimeSpan.FromSeconds(10));
        await PassAsync(feeder, TimeSpan.Zero);

        var paused = await _bench.FindAsync();
        Assert.Equal((CampaignState.Paused, null, reason), (paused.State, paused.EndedBy, paused.EndReason));
        Assert.Equal("spring", await AlertAsync());
        await _bench.Returns.TidyAsync(_bench.Now);
        Assert.Empty(await _bench.ClaimAsync());

        _bench.Spine.Clock.Advance(TimeSpan.FromSeconds(1));
        await _bench.Runs.ResumeAsync(paused.Id, new Actor(Id: null, "boris"), _bench.Now);
        await PassAsync(feeder, TimeSpan.FromSeconds(20));
        await PassAsync(feeder, TimeSpan.FromSeconds(20));
        await PassAsync(feeder, TimeSpan.Zero);
        Assert.Equal(CampaignState.Running, (await _bench.FindAsync()).State);
    }

    [Fact]
    public async Task Nothing_is_fed_while_a_restore_holds_texts()
    {
        await _bench.RunAsync(recipients: 3);
        using var feeder = _bench.Feeder(new OutboundHold(new OpenRestore(_bench.Now, _bench.Now)));
        Assert.Equal(0, await feeder.PassAsync(CancellationToken.None));
        _bench.Spine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await feeder.PassAsync(CancellationToken.None));
        Assert.Equal(3, await _bench.CountAsync("Waiting"));
    }

    private async Task PassAsync(Worker.Campaigns.CampaignFeeder feeder, TimeSpan then)
    {
        await feeder.PassAsync(CancellationToken.None);
        _bench.Spine.Clock.Advance(then);
    }

    private Task<string?> AlertAsync() =>
        _bench.Spine.Temporary.ScalarAsync<string>(
            "select subject from alerts where kind = 'CampaignPaused' and cleared_at is null"
        );
}
