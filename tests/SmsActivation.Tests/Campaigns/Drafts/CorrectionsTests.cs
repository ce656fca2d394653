using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Campaigns.Drafts;

/// <summary>Whoever got the wrong text gets the right one, and nobody else does.</summary>
public sealed class CorrectionsTests : IAsyncLifetime
{
    private static readonly Actor By = new(Id: null, "boris");
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task Its_list_is_exactly_those_whose_text_the_carrier_has()
    {
        var wrong = await StoppedAsync();
        var correction = await MakeAsync(wrong);
        Assert.IsType<AudienceResult.Loaded>(await LoadAsync(correction));
        Assert.Equal([0, 1, 2], await LinesAsync(correction));

        var all = await MakeAsync(wrong, "all", withUnknown: true);
        Assert.IsType<AudienceResult.Loaded>(await LoadAsync(all));
        Assert.Equal([0, 1, 2, 3], await LinesAsync(all));
    }

    [Fact]
    public async Task Where_nobody_got_it_there_is_nobody_to_tell()
    {
        var wrong = await _bench.RunAsync(2);
        Assert.True(await _bench.Runs.StopAsync(wrong.Id, By, "wrong link", _bench.Now));
        wrong = await _bench.FindAsync();
        var reach = await CampaignWho.ReachedAsync(_bench.Database, wrong.Id);
        Assert.Equal(
            "nobody got spring, so there is nobody to tell",
            Corrections.WhyNot(wrong, reach, withUnknown: true)
        );
    }

    [Fact]
    public async Task Where_nobody_knows_who_got_it_the_box_must_be_ticked()
    {
        var wrong = await StoppedAsync();
        Assert.Null(await WhyNotAsync(withUnknown: false));
        await _bench.Spine.Temporary.ExecuteAsync(
            "update outbound_messages set state = 'failed' where state <> 'unknown'"
        );
        Assert.StartsWith("nobody surely got it", await WhyNotAsync(withUnknown: false), StringComparison.Ordinal);
        Assert.Null(await WhyNotAsync(withUnknown: true));

        async Task<string?> WhyNotAsync(bool withUnknown) =>
            Corrections.WhyNot(wrong, await CampaignWho.ReachedAsync(_bench.Database, wrong.Id), withUnknown);
    }

    [Fact]
    public async Task Consents_and_opt_outs_are_looked_at_again_and_nothing_else_is()
    {
        var wrong = await StoppedAsync();
        await _bench.Spine.Temporary.ExecuteAsync(
            """
            update conversations set sms_opted_out_at = @Now where sender = @First;
            update phone_consents set revoked_at = @Now where phone = @Second;
            update campaign_recipients set card = '9900' where line = 2;
            insert into cards (number, state, code_misses, created_at, updated_at) values ('9900', 'Active', 0, @Now, @Now)
            """,
            new
            {
                _bench.Now,
                First = CampaignBench.Phone(0),
                Second = CampaignBench.Phone(1),
            }
        );
        var correction = await MakeAsync(wrong);
        await LoadAsync(correction);
        Assert.Equal(
            ["OptedOut", "NoConsent", ""],
            await _bench.Database.ReadAsync(session =>
                session.QueryAsync<string>(
                    "select coalesce(reason, '') from campaign_recipients where campaign_id = @Id order by line",
                    correction
                )
            )
        );
        // Their card is active, and the text before was a moment ago: this one leaves all the same.
        Assert.True(await _bench.Runs.StartAsync(correction.Id, By, _bench.Now));
        correction = (await _bench.Campaigns.FindAsync(correction.Id))!;
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(correction));
    }

    [Fact]
    public async Task A_correction_of_a_correction_is_not_held_up_by_the_first_text_and_another_campaign_is()
    {
        var wrong = await StoppedAsync();
        var first = await MakeAsync(wrong);
        await LoadAsync(first);
        await _bench.Runs.StartAsync(first.Id, By, _bench.Now);
        await _bench.FeedAsync((await _bench.Campaigns.FindAsync(first.Id))!);
        await _bench.SendAsync();
        await _bench.Runs.StopAsync(first.Id, By, "wrong again", _bench.Now);
        first = (await _bench.Campaigns.FindAsync(first.Id))!;

        var second = await MakeAsync(first, "second");
        Assert.Equal(wrong.Id, second.CorrectsFirst);
        await LoadAsync(second);
        await _bench.Runs.StartAsync(second.Id, By, _bench.Now);
        Assert.Equal(new FeedResult.Fed(3, 0), await _bench.FeedAsync((await _bench.Campaigns.FindAsync(second.Id))!));

        var other = await _bench.RunAsync(recipients: 3, name: "other");
        Assert.Equal(new FeedResult.Fed(0, 3), await _bench.FeedAsync(other));
        Assert.Equal(3, await _bench.CountAsync("TextedLately"));
    }

    [Fact]
    public async Task It_takes_no_other_list_and_none_while_texts_are_under_way_or_leave()
    {
        var wrong = await StoppedAsync();
        var correction = await MakeAsync(wrong);
        var texts = await _bench.Campaigns.TextsAsync(correction.Id);
        var other = await Load()
            .FromBatchAsync(correction, texts, CampaignBench.Words(correction), "b", progress: null, default);
        Assert.Contains("its list is whoever got", Assert.Single(((AudienceResult.Refused)other).Faults));
        var none = await Load().FromCorrectedAsync(wrong, CampaignBench.Words(wrong), progress: null, default);
        Assert.Contains("corrects none", Assert.Single(((AudienceResult.Refused)none).Faults));

        await _bench.Spine.Temporary.ExecuteAsync(
            "update outbound_messages set state = 'sending' where state = 'unknown'"
        );
        var underWay = await LoadAsync(correction);
        Assert.Contains("1 of its texts are under way", Assert.Single(((AudienceResult.Refused)underWay).Faults));
        await _bench.Spine.Temporary.ExecuteAsync("update campaigns set state = 'Running' where id = @Id", wrong);
        var runs = await LoadAsync(correction);
        Assert.Contains("'spring' runs", Assert.Single(((AudienceResult.Refused)runs).Faults));
    }

    [Theory]
    [InlineData(CampaignState.Draft, false)]
    [InlineData(CampaignState.Loading, false)]
    [InlineData(CampaignState.Ready, false)]
    [InlineData(CampaignState.Running, false)]
    [InlineData(CampaignState.Paused, true)]
    [InlineData(CampaignState.Stopped, true)]
    [InlineData(CampaignState.Done, true)]
    public void Only_one_of_which_it_is_clear_who_got_it_is_corrected(CampaignState state, bool may) =>
        Assert.Equal(may, Corrections.MayCorrect(new Campaign { State = state }));

    /// <summary>Of ten the first three got it, of the fourth nobody knows, one failed.</summary>
    private async Task<Campaign> StoppedAsync()
    {
        var spring = await _bench.RunAsync(recipients: 10, perSecond: 10);
        for (var i = 0; i < 10; i++)
            await _bench.Spine.Temporary.ExecuteAsync(
                "insert into phone_consents (phone, source, words, given_at) values (@phone, 'till', 'yes', @Now)",
                new { phone = CampaignBench.Phone(i), _bench.Now }
            );
        await _bench.FeedAsync(spring);
        await _bench.SendAsync(most: 3);
        foreach (var lease in await _bench.ClaimAsync())
        {
            await _bench.Spine.Sends.BeginAsync(lease, "text", password: null, _bench.Now);
            var isFourth = lease.Text.Sender == CampaignBench.Phone(3);
            var failure = new SendFailure(
                isFourth ? SendFailureKind.Ambiguous : SendFailureKind.Rejected,
                HttpStatus: null,
                isFourth ? null : 21211,
                "as it was"
            );
            NextStep next = isFourth ? new NextStep.Settle() : new NextStep.GiveUp();
            await _bench.Spine.Sends.NotAcceptedAsync(lease, failure, next, _bench.Now);
        }
        await _bench.Runs.StopAsync(spring.Id, By, "wrong link", _bench.Now);
        return await _bench.FindAsync();
    }

    private async Task<Campaign> MakeAsync(Campaign wrong, string name = "right", bool withUnknown = false)
    {
        var texts = new Dictionary<string, string> { ["en"] = "Sorry {name}, STOP ends" };
        var made = Corrections.Of(wrong, name, texts, withUnknown);
        var id = await _bench.Campaigns.MakeAsync(made, "anna", _bench.Now);
        return (await _bench.Campaigns.FindAsync(id!.Value))!;
    }

    private Task<AudienceResult> LoadAsync(Campaign correction) =>
        Load().FromCorrectedAsync(correction, CampaignBench.Words(correction), progress: null, CancellationToken.None);

    private AudienceLoad Load() =>
        new(
            _bench.Database,
            new WritePace(TimeProvider.System, () => false),
            new AudienceOptions
            {
                ReadCardNumber = text => text,
                HomeCountry = null,
                AllowedCountries = [],
                OurNumbers = new HashSet<string>(),
                OptOutKey = new OptOutKey(key: null),
            },
            new CampaignOptions(),
            _bench.Spine.Clock
        );

    private Task<IReadOnlyList<int>> LinesAsync(Campaign campaign) =>
        _bench.Database.ReadAsync(session =>
            session.QueryAsync<int>(
                "select line from campaign_recipients where campaign_id = @Id and state = 'Waiting' order by line",
                campaign
            )
        );
}
