using SmsActivation.Core.Accounts;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Campaigns.Feeding;

/// <summary>A series, text by text: who gets the next one, when, and that nobody gets one twice.</summary>
public sealed class SeriesFeedTests : IAsyncLifetime
{
    private static readonly Actor By = new(Id: null, "boris");
    private static readonly TimeSpan ThreeDays = TimeSpan.FromDays(3);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private readonly CampaignBench _bench = new() { Then = [Step(ThreeDays, "Again"), Step(Week, "Last")] };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task Each_text_goes_a_gap_after_the_one_before_and_then_the_campaign_is_done()
    {
        var wake = await RunAsync(recipients: 2);
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(wake));
        Assert.Equal(["Hello N0", "Hello N1"], await SayAsync());
        Assert.Equal(new FeedResult.Resting(_bench.Now + ThreeDays), await _bench.FeedAsync(wake));

        _bench.Spine.Clock.Advance(ThreeDays);
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(wake));
        Assert.Equal(new FeedResult.Fed(0, 0), await _bench.FeedAsync(wake));
        Assert.Equal(["Again N0", "Again N1"], await SayAsync());

        _bench.Spine.Clock.Advance(ThreeDays);
        Assert.Equal(new FeedResult.Resting(_bench.Now + Week - ThreeDays), await _bench.FeedAsync(wake));
        _bench.Spine.Clock.Advance(Week - ThreeDays);
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(wake));
        Assert.Equal(["Last N0", "Last N1"], await SayAsync());
        Assert.Equal(new FeedResult.Done(), await _bench.FeedAsync(wake));
        Assert.Equal(CampaignState.Done, (await _bench.FindAsync()).State);
    }

    [Fact]
    public async Task Each_text_stands_in_the_persons_case_and_in_their_own_data()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), Spine.Card(1));
        await _bench.Spine.Temporary.ExecuteAsync("update card_links set unlinked_at = @Now", _bench);
        await _bench.RepliesArriveAsync();
        var wake = await RunAsync(recipients: 2);
        await _bench.FeedAsync(wake);
        await SayAsync();
        _bench.Spine.Clock.Advance(ThreeDays);
        await _bench.FeedAsync(wake);
        await SayAsync();

        var phone = new CaseSubject.Phone(CampaignBench.Phone(0));
        var facts = await new CaseQuery(_bench.Database, new ActivationLimits(), new TwilioOptions()).ReadAsync(
            phone,
            _bench.Now
        );
        Assert.Equal(["Hello N0", "Again N0"], Assert.Single(facts.Campaigns).Texts.Select(text => text.Words));
        var member = await _bench.Spine.Temporary.ScalarAsync<long>("select id from members");
        var data = await new MemberData(_bench.Database).ReadAsync(member);
        Assert.Equal(["Hello N0", "Again N0"], data.Offers.Select(offer => offer.Words));
    }

    [Fact]
    public async Task It_ends_for_whoever_activates_opts_out_is_erased_or_cannot_be_reached()
    {
        var wake = await RunAsync(recipients: 6);
        await _bench.AddAsync(wake.Id, CampaignBench.Phone(6), line: 6, card: Spine.Card(2));
        await _bench.FeedAsync(wake);
        var leases = await _bench.SendAsync();
        for (var i = 1; i <= 2; i++)
            await _bench.Spine.AddCardAsync(Spine.Card(i));
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), Spine.Card(1));
        await _bench.Spine.SayAsync("+12015559999", Spine.Card(2)); // the card of the list's seventh
        await _bench.Spine.SayAsync(CampaignBench.Phone(1), "STOP");
        await _bench.ReportAsync(leases[2], DeliveryState.Undelivered, code: 30005);
        await _bench.ReportAsync(leases[3], DeliveryState.Undelivered, code: 30003);
        var people = new PersonStore(_bench.Database, new OptOutKey(key: null), EventOutbox.Off);
        Assert.IsType<Erasure.Done>(await people.EraseAsync(CampaignBench.Phone(4), hostIsLive: false, _bench.Now));

        _bench.Spine.Clock.Advance(ThreeDays);
        // The phone that was switched off, and the one of which nothing is known.
        Assert.Equal(new FeedResult.Fed(2, 4), await _bench.FeedAsync(wake));
        Assert.Equal(["Again N3", "Again N5"], await SayAsync());
        var figures = await new SeriesReport(_bench.Database).ReadAsync(wake.Id, steps: 3);
        Assert.Equal(
            [("Activated", 2), ("NotReached:30005", 1), ("OptedOut", 1)],
            figures.Ended.Select(one => (one.What, one.Count))
        );
        Assert.Equal([0, 0, 2], figures.Steps.Select(step => step.Waiting));
        Assert.Equal(_bench.Now + Week, figures.NextDueAt);
        Assert.Equal(
            (2, 5, 2),
            (figures.Steps[1].Texted("sent"), figures.Steps[0].Texted("sent"), figures.Steps[0].Texted("undelivered"))
        );
        // Whoever had a text stays among those who had one: their activation is its merit.
        Assert.Equal(7, await _bench.CountAsync("Fed"));
        var all = await _bench.Report.ReadAsync(wake.Id);
        Assert.Equal((7, 2), (all.Texted("sent"), all.Texted("undelivered")));
        Assert.Equal([("30003", 1), ("30005", 1)], all.Failed.Select(one => (one.What, one.Count)).Order());
        var parts = await _bench.Database.ReadAsync(session => ResultCounts.TextsAsync(session, wake.Id));
        Assert.Equal((9, 9), (parts.Sum(part => part.Number), parts.Sum(part => part.Segments)));
    }

    [Fact]
    public async Task A_stop_ends_it_also_for_whoever_wants_offers_again_and_stays_its_own()
    {
        await _bench.Spine.SayAsync(CampaignBench.Phone(1), "STOP"); // long before, and taken back
        await _bench.Spine.SayAsync(CampaignBench.Phone(1), "START");
        await _bench.RepliesArriveAsync();
        _bench.Spine.Clock.Advance(ThreeDays);
        var wake = await RunAsync(recipients: 2);
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(wake));
        await SayAsync();
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), "STOP");
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), "START");
        await _bench.RepliesArriveAsync();

        _bench.Spine.Clock.Advance(ThreeDays);
        Assert.Equal(new FeedResult.Fed(1, 1), await _bench.FeedAsync(wake));
        Assert.Equal(["Again N1"], await SayAsync());
        Assert.Equal(1, (await _bench.Report.ReadAsync(wake.Id)).OptedOut);
    }

    [Fact]
    public async Task An_older_hosts_erasure_leaves_nobody_to_text()
    {
        var wake = await RunAsync(recipients: 1);
        await _bench.FeedAsync(wake);
        await _bench.SendAsync();
        await _bench.Spine.Temporary.ExecuteAsync("update campaign_recipients set phone = 'erased:1'");
        _bench.Spine.Clock.Advance(ThreeDays);
        Assert.Equal(new FeedResult.Fed(0, 1), await _bench.FeedAsync(wake));
        Assert.Equal(1, await _bench.CountAsync("Erased"));
    }

    [Fact]
    public async Task The_gap_between_campaigns_is_that_of_others_and_holds_for_them_too()
    {
        var wake = await RunAsync(recipients: 2);
        await _bench.FeedAsync(wake);
        await _bench.SendAsync();
        _bench.Spine.Clock.Advance(ThreeDays - TimeSpan.FromMinutes(1));
        var other = await _bench.RunAsync(recipients: 1, name: "other");
        Assert.Equal(new FeedResult.Fed(0, 1), await _bench.FeedAsync(other));
        Assert.Equal(1, await _bench.CountAsync("TextedLately"));

        await _bench.Spine.Temporary.ExecuteAsync(
            "update campaign_recipients set state = 'Fed', reason = null, fed_at = @Now where campaign_id = @Id",
            new { other.Id, _bench.Now }
        );
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new FeedResult.Fed(1, 1), await _bench.FeedAsync(wake));
        Assert.Equal(1, await _bench.CountAsync("TextedLately"));
    }

    [Fact]
    public async Task Only_those_whose_day_it_is_get_their_next_text_and_those_before_anybody_new()
    {
        var wake = await RunAsync(recipients: 0);
        await _bench.AddAsync(wake.Id, CampaignBench.Phone(0), 0, zones: 1);
        await _bench.AddAsync(wake.Id, CampaignBench.Phone(1), 1, zones: 2);
        await _bench.FeedAsync(wake);
        await _bench.SendAsync();
        _bench.Spine.Clock.Advance(ThreeDays);
        Assert.Equal(
            new FeedResult.Resting(_bench.Now + FeedRules.LookAgain),
            await _bench.FeedAsync(wake, zones: [3])
        );
        await _bench.AddAsync(wake.Id, CampaignBench.Phone(2), 2, zones: 2);
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(wake, owed: 1, zones: [2]));
        Assert.Equal(["Again N1"], await SayAsync());
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(wake, zones: [2]));
        Assert.Equal(["Hello N2"], await SayAsync());
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(wake));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_not_begun_goes_back_to_its_own_step(bool byOlderHost)
    {
        var wake = await RunAsync(recipients: 3);
        await _bench.FeedAsync(wake);
        await _bench.SendAsync();
        _bench.Spine.Clock.Advance(ThreeDays);
        await _bench.FeedAsync(wake);
        var sent = Assert.Single(await _bench.SendAsync(most: 1));
        if (byOlderHost)
            await OlderTakeBackAsync();
        else
        {
            Assert.True(await _bench.Runs.PauseAsync(wake.Id, By, _bench.Now));
            Assert.True(await _bench.Runs.ResumeAsync(wake.Id, By, _bench.Now));
            Assert.Equal((0, 3), (await _bench.CountAsync("Waiting"), await _bench.CountAsync("Fed")));
        }
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(wake));
        var again = await _bench.SendAsync();
        Assert.Equal(["Again N1", "Again N2"], again.Select(lease => lease.Text.Words));
        Assert.Equal(3, again.Append(sent).Select(lease => lease.Text.Sender).Distinct().Count());
        Assert.Equal(new FeedResult.Resting(_bench.Now + Week), await _bench.FeedAsync(wake));
        await AssertWhoAsync(wake, step: 2, recipients: 3);
    }

    private async Task AssertWhoAsync(Campaign wake, int step, int recipients)
    {
        var who = new List<string>();
        await foreach (var one in new SeriesReport(_bench.Database).WhoAsync(wake.Id, step, unknown: false))
            who.Add(one.Phone);
        Assert.Equal([.. Enumerable.Range(0, recipients).Select(CampaignBench.Phone)], who);
    }

    [Fact]
    public async Task The_gap_counts_from_when_the_text_before_has_left()
    {
        var wake = await RunAsync(recipients: 2);
        await _bench.FeedAsync(wake);
        await _bench.SendAsync();
        var left = _bench.Now + TimeSpan.FromHours(2);
        await _bench.Spine.Temporary.ExecuteAsync("update outbound_messages set sent_at = @left", new { left });
        _bench.Spine.Clock.Advance(ThreeDays);
        Assert.Equal(new FeedResult.Resting(_bench.Now), await _bench.FeedAsync(wake));
        Assert.Equal(new FeedResult.Resting(left + ThreeDays), await _bench.FeedAsync(wake));
        _bench.Spine.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(wake));
    }

    [Fact]
    public async Task A_text_of_unknown_end_counts_as_sent_and_is_never_sent_again()
    {
        var wake = await RunAsync(recipients: 1);
        await _bench.FeedAsync(wake);
        var lease = Assert.Single(await _bench.ClaimAsync());
        await _bench.Spine.Sends.BeginAsync(lease, lease.Text.Words!, password: null, _bench.Now);
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.Spine.SendClaims.SweepAsync(all: true, _bench.Now);
        await _bench.Returns.TidyAsync(_bench.Now);
        Assert.Equal(1, await _bench.TextsAsync("unknown"));
        _bench.Spine.Clock.Advance(ThreeDays);
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(wake, token: "host-b"));
        Assert.Equal(["Again N0"], await SayAsync());
    }

    [Fact]
    public async Task No_step_is_put_into_the_outbox_twice_whatever_the_recipients_row_says()
    {
        var wake = await RunAsync(recipients: 1);
        await _bench.FeedAsync(wake);
        await _bench.SendAsync();
        await _bench.Spine.Temporary.ExecuteAsync("update campaign_recipients set state = 'Waiting', step = null");
        await Assert.ThrowsAnyAsync<Exception>(() => _bench.FeedAsync(wake));
        Assert.Equal(1, await _bench.Spine.Temporary.ScalarAsync<int>("select count(*) from outbound_messages"));
    }

    [Fact]
    public async Task A_host_that_knows_no_steps_finds_a_reminder_always_taken()
    {
        var wake = await RunAsync(recipients: 1);
        Assert.Equal(0, await OlderHoldAsync());
        await _bench.FeedAsync(wake);
        await _bench.SendAsync();
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await OlderHoldAsync());
        await _bench.FeedAsync(wake);
        await _bench.Leases.LeaveAsync("host-a");
        Assert.Equal(0, await OlderHoldAsync());
        // One that knows them takes over as ever.
        Assert.IsType<FeedResult.Resting>(await _bench.FeedAsync(wake, token: "host-b"));
        Assert.IsType<FeedResult.NotOurs>(await _bench.FeedAsync(wake, token: "host-c"));
        Assert.Equal(1, await _bench.Leases.TakeBackAllAsync());
        Assert.Equal(0, await OlderHoldAsync());
        Assert.IsType<FeedResult.Resting>(await _bench.FeedAsync(wake, token: "host-c"));
    }

    [Theory]
    [InlineData(CampaignKind.Invite)]
    [InlineData(CampaignKind.Reminder)]
    public async Task Nothing_leaves_once_the_card_is_activated_though_it_was_in_the_outbox_or_claimed(
        CampaignKind kind
    )
    {
        var wake = await _bench.RunAsync(recipients: 3, kind: kind);
        await _bench.AddAsync(wake.Id, CampaignBench.Phone(3), line: 3, card: Spine.Card(2));
        await _bench.FeedAsync(wake);
        var claimed = await _bench.ClaimAsync(most: 1);
        for (var i = 1; i <= 3; i++)
            await _bench.Spine.AddCardAsync(Spine.Card(i));
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), Spine.Card(1)); // claimed
        await _bench.Spine.SayAsync("+12015559999", Spine.Card(2)); // by another phone
        await _bench.Spine.SayAsync(CampaignBench.Phone(2), Spine.Card(3));
        var lease = Assert.Single(claimed);
        Assert.False(await _bench.Spine.Sends.BeginAsync(lease, "text", password: null, _bench.Now));
        await _bench.Spine.SendClaims.HandBackAsync(lease, _bench.Now);

        var left = (await _bench.ClaimAsync()).Where(one => one.Text.IsCampaign);
        Assert.Equal(CampaignBench.Phone(1), Assert.Single(left).Text.Sender);
        _bench.Spine.Clock.Advance(FeedRules.Stale);
        Assert.Equal(3, await _bench.Returns.TidyAsync(_bench.Now));
        Assert.Equal(new FeedResult.Fed(0, 3), await _bench.FeedAsync(wake));
        Assert.Equal(3, await _bench.CountAsync("Activated"));
    }

    private static SeriesStep Step(TimeSpan after, string word) =>
        new(after, new Dictionary<string, string> { ["en"] = word + " {name}" });

    private Task<Campaign> RunAsync(int recipients) =>
        _bench.RunAsync(recipients, perSecond: 100, kind: CampaignKind.Reminder);

    private async Task<IReadOnlyList<string?>> SayAsync() =>
        [.. (await _bench.SendAsync()).Where(lease => lease.Text.IsCampaign).Select(lease => lease.Text.Words).Order()];

    /// <summary>As the version before steps takes a campaign.</summary>
    private Task<int> OlderHoldAsync() =>
        _bench.Spine.Temporary.ScalarAsync<int>(
            """
            select count(*) from campaigns
            where state = 'Running' and (feed_token = 'older' or feed_until is null or feed_until <= @Now)
            """,
            new { _bench.Now }
        );

    /// <summary>As the version before steps gives a text back.</summary>
    private Task OlderTakeBackAsync() =>
        _bench.Spine.Temporary.ExecuteAsync(
            """
            update campaign_recipients set state = 'Waiting', outbound_id = null, fed_at = null
            where state = 'Fed' and outbound_id in (select id from outbound_messages where state = 'queued');
            update outbound_messages set state = 'failed', error = 'back on the campaign''s list' where state = 'queued'
            """
        );
}
