using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Zones;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Campaigns.Feeding;

/// <summary>What was put into the outbox and has not left.</summary>
public sealed class FeedReturnsTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task What_waits_for_long_goes_back_to_the_list_and_is_looked_at_anew()
    {
        var spring = await _bench.RunAsync(recipients: 2);
        await _bench.FeedAsync(spring);
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), "STOP");
        // Nobody who said STOP is texted, though their text was in the outbox.
        Assert.Equal(CampaignBench.Phone(1), Assert.Single(await _bench.ClaimAsync()).Text.Sender);
        Assert.Equal(0, await _bench.Returns.TidyAsync(_bench.Now));

        _bench.Spine.Clock.Advance(FeedRules.Stale);
        Assert.Equal(1, await _bench.Returns.TidyAsync(_bench.Now));
        Assert.Equal(new FeedResult.Fed(0, 1), await _bench.FeedAsync(spring));
        Assert.Equal(1, await _bench.CountAsync("OptedOut"));
    }

    [Fact]
    public async Task What_waited_while_the_database_was_away_does_not_leave_before_it_is_looked_at_anew()
    {
        var spring = await _bench.RunAsync(recipients: 2);
        await _bench.FeedAsync(spring);
        var claimed = Assert.Single(await _bench.ClaimAsync(most: 1));
        _bench.Spine.Clock.Advance(FeedRules.Stale);
        // The sender is there before the feeder: neither what was claimed leaves, nor what waits.
        Assert.False(await _bench.Spine.Sends.BeginAsync(claimed, "text", password: null, _bench.Now));
        await _bench.Spine.SendClaims.SweepAsync(all: true, _bench.Now);
        Assert.Empty(await _bench.ClaimAsync());
        Assert.Equal(2, await _bench.Returns.TidyAsync(_bench.Now));
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(spring));
        Assert.Equal(2, (await _bench.SendAsync()).Count);
    }

    [Fact]
    public async Task No_text_leaves_after_the_evening_and_none_is_held_into_the_night()
    {
        var spring = await _bench.RunAsync(recipients: 2);
        // Until the next minute, by the clock of the zone that all of them are in.
        var zone = TimeZones.CodeOf(CampaignBench.Phone(0), "US");
        await _bench.Spine.Temporary.ExecuteAsync("update campaign_recipients set zones = @zone", new { zone });
        var local = TimeZoneInfo.ConvertTime(_bench.Now, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        var hours = spring with { DayFrom = 0, DayUntil = (int)local.TimeOfDay.TotalMinutes + 1 };
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(hours));

        var first = Assert.Single(await _bench.ClaimAsync(most: 1));
        var evening = first.Text.ValidUntil!.Value;
        Assert.InRange(evening - _bench.Now, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        // What is left of it would only make it fail.
        Assert.Equal(TimeSpan.FromMinutes(1), first.Text.ValidityAt(_bench.Now));
        _bench.Spine.Clock.Advance(evening - _bench.Now);
        Assert.False(await _bench.Spine.Sends.BeginAsync(first, "text", password: null, _bench.Now));
        Assert.Empty(await _bench.ClaimAsync());
    }

    [Fact]
    public async Task What_did_not_leave_is_not_of_the_days_ceiling()
    {
        await using var bench = new CampaignBench
        {
            Options = new() { ApprovalAbove = 1000, SendsPerDay = 4 },
        };
        var spring = await bench.RunAsync(recipients: 10);
        // The carrier is away for hours.
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(new FeedResult.Fed(4, 0), await bench.FeedAsync(spring));
            Assert.Equal(new FeedResult.Fed(0, 0), await bench.FeedAsync(spring));
            bench.Spine.Clock.Advance(FeedRules.Stale);
            Assert.Equal(4, await bench.Returns.TidyAsync(bench.Now));
        }
        await bench.FeedAsync(spring);
        Assert.Equal(4, (await bench.SendAsync()).Count);
        bench.Spine.Clock.Advance(FeedRules.Stale);
        Assert.Equal(0, await bench.Returns.TidyAsync(bench.Now));
        Assert.Equal(new FeedResult.Fed(0, 0), await bench.FeedAsync(spring));
    }

    [Fact]
    public async Task What_the_carrier_never_had_is_fed_again_and_what_it_may_have_never_is()
    {
        var spring = await _bench.RunAsync(recipients: 2);
        await _bench.FeedAsync(spring);
        var leases = await _bench.ClaimAsync();
        foreach (var lease in leases)
            await _bench.Spine.Sends.BeginAsync(lease, lease.Text.Words!, password: null, _bench.Now);
        await _bench.Spine.Sends.NotAcceptedAsync(
            leases[0],
            new SendFailure(SendFailureKind.NotProcessed, null, null, "refused"),
            new NextStep.RetryAt(_bench.Now + TimeSpan.FromSeconds(1)),
            _bench.Now
        );
        // The other's host dies.
        _bench.Spine.Clock.Advance(FeedRules.Stale + TimeSpan.FromSeconds(1));
        await _bench.Spine.SendClaims.SweepAsync(all: false, _bench.Now);
        await _bench.Returns.TidyAsync(_bench.Now);
        Assert.Equal((1, 1), (await _bench.TextsAsync("unknown"), await _bench.CountAsync("Waiting")));

        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(spring));
        Assert.Equal(leases[0].Text.Sender, Assert.Single(await _bench.SendAsync()).Text.Sender);
        // Two looks into the carrier's list find nothing: it is left to a person all the same.
        var settling = new SettleClaims(_bench.Database, new OutboxOptions());
        var settle = new SettleStore(_bench.Database, new OutboxOptions());
        for (var look = 0; look < 2; look++)
        {
            _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(2));
            var send = Assert.Single(await settling.ClaimAsync(10, _bench.Now));
            Assert.True(send.Campaign);
            await settle.SettleAsync(send, new LookResult.Nothing(), _bench.Now);
        }
        Assert.Empty(await settling.ClaimAsync(10, _bench.Now.AddDays(1)));
        await _bench.Returns.TidyAsync(_bench.Now.AddDays(1));
        Assert.Equal((1, 0), (await _bench.TextsAsync("unknown"), await _bench.CountAsync("Waiting")));
    }
}
