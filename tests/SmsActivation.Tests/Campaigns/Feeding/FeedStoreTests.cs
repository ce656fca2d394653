using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Campaigns.Feeding;

/// <summary>From the list into the outbox, turn by turn.</summary>
public sealed class FeedStoreTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task Everybody_has_one_turn_and_then_the_campaign_is_done()
    {
        var spring = await _bench.RunAsync(recipients: 25);
        for (var turn = 0; turn < 3; turn++)
        {
            Assert.Equal(new FeedResult.Fed(turn < 2 ? 10 : 5, 0), await _bench.FeedAsync(spring));
            Assert.Equal(new FeedResult.Fed(0, 0), await _bench.FeedAsync(spring)); // half a second of it is there
            foreach (var lease in await _bench.SendAsync())
                await _bench.ReportAsync(lease, DeliveryState.Delivered);
        }
        Assert.Equal(new FeedResult.Done(), await _bench.FeedAsync(spring));
        var done = await _bench.FindAsync();
        Assert.Equal((CampaignState.Done, _bench.Now), (done.State, done.EndedAt));
        Assert.Equal(25, await _bench.CountAsync("Fed"));
        Assert.Equal(25, await _bench.TextsAsync("delivered"));
        Assert.Equal(new FeedResult.NotOurs(), await _bench.FeedAsync(spring));
    }

    [Fact]
    public async Task A_text_is_in_words_of_its_own_and_leaves_after_all_replies()
    {
        await _bench.RunAsync(recipients: 2);
        await _bench.FeedAsync(await _bench.FindAsync());
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), "hello");
        var leases = await _bench.ClaimAsync();
        Assert.Equal(
            [ReplyTemplate.MissingCardNumber, ReplyTemplate.Campaign],
            leases.Select(lease => lease.Text.Template)
        );
        var text = leases[1].Text;
        Assert.Equal(
            (CampaignBench.Phone(1), "Hello N1", _bench.Now.AddHours(1)),
            (text.To, text.Words, text.ValidUntil)
        );
        Assert.True(text is { IsCampaign: true, HoldsPassword: false });
    }

    [Fact]
    public async Task A_welcome_takes_no_campaign_along()
    {
        await _bench.RunAsync(recipients: 1);
        await _bench.FeedAsync(await _bench.FindAsync());
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), Spine.Card(1));
        var welcome = Assert.Single(await _bench.ClaimAsync());
        Assert.Equal(ReplyTemplate.Activated, welcome.Text.Template);
    }

    [Fact]
    public async Task Campaigns_take_the_places_that_replies_leave()
    {
        await _bench.RunAsync(recipients: 10);
        await _bench.FeedAsync(await _bench.FindAsync());
        await _bench.Spine.SayAsync("+12015559999", "hello");
        Assert.Equal(3, (await _bench.ClaimAsync(most: 5, places: 3)).Count);
        Assert.Equal(5, (await _bench.ClaimAsync(most: 5, places: 30)).Count);
        Assert.Empty(await _bench.ClaimAsync(most: -1, places: 30));
    }

    [Fact]
    public async Task Only_those_whose_day_it_is_have_their_turn()
    {
        var spring = await _bench.RunAsync(recipients: 0, perSecond: 100);
        for (var i = 0; i < 9; i++)
            await _bench.AddAsync(spring.Id, CampaignBench.Phone(i), i, zones: i % 3);
        Assert.Equal(new FeedResult.Fed(0, 0), await _bench.FeedAsync(spring, zones: []));
        Assert.Equal(new FeedResult.Fed(6, 0), await _bench.FeedAsync(spring, zones: [0, 2]));
        Assert.Equal(new FeedResult.Fed(0, 0), await _bench.FeedAsync(spring, zones: [0, 2]));
        Assert.Equal(new FeedResult.Fed(3, 0), await _bench.FeedAsync(spring, zones: [1]));
    }

    [Fact]
    public async Task Whoever_cannot_be_texted_any_more_is_dropped_with_the_reason()
    {
        var before = await _bench.RunAsync(recipients: 0, name: "winter");
        await _bench.AddAsync(before.Id, CampaignBench.Phone(4));
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(before));
        await _bench.AddAsync(before.Id, CampaignBench.Phone(5), state: "Control");
        // Held out for yet another campaign's sake, this one's comparison does not need them.
        await _bench.AddAsync(before.Id, CampaignBench.Phone(6), state: "Control");
        await _bench.Spine.Temporary.ExecuteAsync(
            "update campaign_recipients set reason = 'OtherCampaign' where phone = @phone",
            new { phone = CampaignBench.Phone(6) }
        );

        var spring = await _bench.RunAsync(recipients: 0, perSecond: 6);
        await _bench.Spine.SayAsync(CampaignBench.Phone(1), "STOP");
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        await _bench.Spine.SayAsync(CampaignBench.Phone(2), Spine.Card(1));
        for (var i = 0; i < 8; i++)
            await _bench.AddAsync(spring.Id, CampaignBench.Phone(i), i, card: i == 3 ? Spine.Card(1) : null);

        // Those that are dropped take nobody's turn.
        Assert.Equal(new FeedResult.Fed(3, 5), await _bench.FeedAsync(spring, owed: 3));
        Assert.Equal(1, await _bench.CountAsync("OptedOut"));
        Assert.Equal(2, await _bench.CountAsync("Activated"));
        Assert.Equal(1, await _bench.CountAsync("TextedLately"));
        Assert.Equal(1, await _bench.CountAsync("ControlElsewhere"));
    }

    [Fact]
    public async Task After_the_gap_the_next_campaign_may_text_and_credentials_reach_who_is_active()
    {
        await _bench.FeedAsync(await _bench.RunAsync(recipients: 1, name: "winter"));
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), Spine.Card(1));
        _bench.Spine.Clock.Advance(_bench.Options.MinGap);
        var spring = await _bench.RunAsync(recipients: 1, kind: CampaignKind.Credentials);
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(spring));
    }

    [Fact]
    public async Task No_more_than_five_seconds_stand_at_the_carrier()
    {
        var spring = await _bench.RunAsync(recipients: 200);
        var sent = new List<SendLease>();
        for (var turn = 0; turn < 12; turn++)
        {
            await _bench.FeedAsync(spring);
            sent.AddRange(await _bench.SendAsync());
        }
        Assert.Equal(100, sent.Count);

        // Queued at the carrier is not passed on; sent and delivered are.
        await _bench.ReportAsync(sent[0], DeliveryState.Sent);
        Assert.Equal(new FeedResult.Fed(0, 0), await _bench.FeedAsync(spring));
        await _bench.ReportAsync(sent[0], DeliveryState.Sent, passedOn: true);
        await _bench.ReportAsync(sent[1], DeliveryState.Delivered);
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(spring));

        // A carrier that never reports holds nobody for ever.
        _bench.Spine.Clock.Advance(FeedRules.AtCarrier);
        Assert.Equal(new FeedResult.Fed(8, 0), await _bench.FeedAsync(spring));
    }

    [Fact]
    public async Task The_days_ceiling_is_that_of_all_campaigns_and_ends_with_the_day()
    {
        await using var bench = new CampaignBench { Options = new CampaignPaceOptions { SendsPerDay = 12 } };
        var spring = await bench.RunAsync(recipients: 20);
        var summer = await bench.RunAsync(recipients: 20, name: "summer", first: 100);
        Assert.Equal(new FeedResult.Fed(10, 0), await bench.FeedAsync(spring));
        Assert.Equal(new FeedResult.Fed(2, 0), await bench.FeedAsync(summer));
        await bench.SendAsync();
        Assert.Equal(new FeedResult.Fed(0, 0), await bench.FeedAsync(spring));
        bench.Spine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new FeedResult.Fed(10, 0), await bench.FeedAsync(spring));
    }

    [Fact]
    public async Task A_phone_that_opts_out_after_its_text_was_claimed_gets_none()
    {
        await _bench.FeedAsync(await _bench.RunAsync(recipients: 1));
        var lease = Assert.Single(await _bench.ClaimAsync());
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), "STOP");
        Assert.False(await _bench.Spine.Sends.BeginAsync(lease, "text", password: null, _bench.Now));
    }
}
