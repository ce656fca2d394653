using SmsActivation.Core.Activation;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Delivery;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

public sealed class CaseQueryTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_phones_story_holds_texts_replies_cards_links_consents_and_what_staff_did()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync(DeliveryState.Undelivered, 30007);
        await _bench.Passwords.ReissueAsync(1, null, CaseBench.By, CaseBench.Why, _bench.Now);
        await _bench.Spine.SayAsync(CaseBench.Other, "somebody else");
        await _bench.Spine.Inbox.AcceptAsync(_bench.Spine.Text(CaseBench.Phone, "still nothing"));

        var facts = await _bench.OfPhoneAsync();
        Assert.Equal(["still nothing", Spine.Card(1)], facts.Texts.Select(text => text.Body));
        Assert.Equal([null, "Activated"], facts.Texts.Select(text => text.Outcome));
        Assert.Equal(
            [("PasswordReissued", DeliveryState.Queued, true), ("Activated", DeliveryState.Undelivered, false)],
            facts.Sends.Select(send => (send.Template, send.State, send.ByStaff))
        );
        Assert.Equal((30007, "Activated {password}"), (facts.Sends[1].ErrorCode, facts.Sends[1].Words));
        var card = Assert.Single(facts.Cards);
        Assert.Equal((Spine.Card(1), CardState.Active, CaseBench.Phone), (card.Number, card.State, card.Holder!.Phone));
        Assert.Equal(Spine.Card(1), Assert.Single(facts.Links).Number);
        Assert.Equal("service", Assert.Single(facts.Consents).Kind);
        Assert.Equal(CaseBench.Why, Assert.Single(facts.Acts).Reason);
        Assert.Equal(1, DecisionFacts.Read(facts.Texts[1].Facts)!.Known);
        Assert.False(facts.HasOlder);
        Assert.False(facts.SendsAreHeld);
    }

    [Fact]
    public async Task A_phones_story_holds_what_it_was_offered_what_allowed_that_and_who_ended_it()
    {
        await _bench.OfferAsync();
        await _bench.StopCampaignsAsync("SM1");

        var facts = await _bench.OfPhoneAsync();
        Assert.Equal(
            [("autumn", RecipientState.LeftOut, ""), ("spring", RecipientState.Fed, "delivered Hello Ann")],
            facts.Campaigns.Select(one =>
                (one.Name, one.State, string.Join(", ", one.Texts.Select(text => $"{text.State} {text.Words}")))
            )
        );
        Assert.Equal(
            ("till", "Offers, please", "sms:SM1"),
            facts.PhoneConsents.Select(one => (one.Source, one.Words, one.RevokedBy)).Single()
        );
        Assert.Equal(
            (CaseBench.CampaignNumber, "sms:SM1", null),
            facts.OptOuts.Select(one => (one.Ours, one.Source, one.EndedBy)).Single()
        );
        // The STOP was said to what only campaigns leave from.
        Assert.True(facts.OptedOutOfOffersOnly);
        await _bench.Spine.SayAsync(CaseBench.Phone, "STOP");
        Assert.False((await _bench.OfPhoneAsync()).OptedOutOfOffersOnly);
    }

    [Fact]
    public async Task A_cards_story_holds_every_phone_that_texted_it()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        await _bench.Spine.SayAsync(CaseBench.Other, Spine.Card(1));
        await _bench.SendAsync();
        await _bench.Links.UnlinkAsync(1, CaseBench.By, CaseBench.Why, _bench.Now);

        var facts = await _bench.OfCardAsync();
        Assert.Equal([CaseBench.Other, CaseBench.Phone], facts.Texts.Select(text => text.Phone));
        Assert.Equal(["CardUnlinked", "CardAlreadyLinked", "Activated"], facts.Sends.Select(send => send.Template));
        Assert.Null(Assert.Single(facts.Cards).Holder);
        Assert.Equal("unlinked", Assert.Single(facts.Links).UnlinkReason);
        Assert.Equal("CardUnlinked", Assert.Single(facts.Acts).Kind);
        Assert.Null(facts.Limits);
    }

    [Fact]
    public async Task A_phone_that_never_texted_and_a_card_that_nobody_knows_have_an_empty_story()
    {
        Assert.Empty((await _bench.OfPhoneAsync()).Texts);
        Assert.Empty((await _bench.OfCardAsync()).Cards);
    }

    [Fact]
    public async Task Limits_are_told_as_they_count_now()
    {
        for (var i = 0; i < 5; i++)
            await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(99));
        var limits = (await _bench.OfPhoneAsync()).Limits!;
        Assert.Equal((5, true, _bench.Now.AddDays(1)), (limits.FailedTries, limits.TriesAreOver, limits.TriesUntil));
        Assert.True(limits.RepliesAreOver);
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(1));
        limits = (await _bench.OfPhoneAsync()).Limits!;
        Assert.Equal((0, false, null), (limits.FailedTries, limits.TriesAreOver, limits.TriesUntil));
        Assert.False(limits.RepliesAreOver);
    }

    [Fact]
    public async Task Who_texted_a_card_that_this_phone_has_is_told_for_two_days()
    {
        await _bench.ActivateAsync(CaseBench.Other);
        await _bench.Links.UnlinkAsync(1, CaseBench.By, CaseBench.Why, _bench.Now);
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(1));
        Assert.Empty((await _bench.OfPhoneAsync()).Claims);

        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.Spine.SayAsync(CaseBench.Other, Spine.Card(1));
        var claim = Assert.Single((await _bench.OfPhoneAsync()).Claims);
        Assert.Equal((Spine.Card(1), CaseBench.Other, _bench.Now), (claim.Card, claim.Phone, claim.At));
        Assert.Equal(new CaseSubject.Phone(CaseBench.Other), await SubjectAsync(CaseBy.Log, claim.LogId));
        Assert.Empty((await _bench.OfPhoneAsync(CaseBench.Other)).Claims);

        // Whose the card is meanwhile was not asked for by anybody.
        await _bench.Links.UnlinkAsync(2, CaseBench.By, CaseBench.Why, _bench.Now);
        Assert.Empty((await _bench.OfPhoneAsync()).Claims);
    }

    [Fact]
    public async Task Who_asked_for_a_card_long_ago_asks_no_more()
    {
        await _bench.ActivateAsync();
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.Spine.SayAsync(CaseBench.Other, Spine.Card(1));
        _bench.Spine.Clock.Advance(TimeSpan.FromHours(47));
        Assert.Single((await _bench.OfPhoneAsync()).Claims);
        _bench.Spine.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await _bench.OfPhoneAsync()).Claims);
    }

    [Fact]
    public async Task A_guarded_range_is_told_of_each_card_in_it()
    {
        await _bench.ActivateAsync();
        await _bench.Spine.Temporary.ExecuteAsync(
            "update number_ranges set guarded_until = @until where activations > 0",
            new { until = _bench.Now.AddHours(1) }
        );
        Assert.Equal(_bench.Now.AddHours(1), Assert.Single((await _bench.OfPhoneAsync()).Cards).RangeGuardedUntil);
    }

    [Fact]
    public async Task A_case_is_known_by_a_row_a_text_a_member_or_a_card_and_by_nothing_else()
    {
        await _bench.ActivateAsync();
        Assert.Equal(new CaseSubject.Phone(CaseBench.Phone), await SubjectAsync(CaseBy.Log, 1));
        Assert.Equal(new CaseSubject.Card(Spine.Card(1)), await SubjectAsync(CaseBy.LogCard, 1));
        Assert.Equal(new CaseSubject.Phone(CaseBench.Phone), await SubjectAsync(CaseBy.Text, 1));
        Assert.Equal(new CaseSubject.Phone(CaseBench.Phone), await SubjectAsync(CaseBy.Reply, 1));
        Assert.Equal(new CaseSubject.Phone(CaseBench.Phone), await SubjectAsync(CaseBy.Member, 1));
        Assert.Equal(new CaseSubject.Card(Spine.Card(1)), await SubjectAsync(CaseBy.Card, 1));
        foreach (var by in Enum.GetValues<CaseBy>())
            Assert.Null(await SubjectAsync(by, 99));
    }

    [Fact]
    public async Task Who_was_erased_or_had_their_time_is_nobodys_case()
    {
        await _bench.ActivateAsync();
        await _bench.Spine.Temporary.ExecuteAsync("update activation_log set phone = 'erased:xyz', card = null");
        Assert.Null(await SubjectAsync(CaseBy.Log, 1));
        Assert.Null(await SubjectAsync(CaseBy.LogCard, 1));
        await _bench.Spine.Temporary.ExecuteAsync("update activation_log set phone = ''");
        Assert.Null(await SubjectAsync(CaseBy.Log, 1));
    }

    private Task<CaseSubject?> SubjectAsync(CaseBy by, long id) => _bench.Query.SubjectAsync(new CaseKey(by, id));
}
