using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Needs;

namespace SmsActivation.Tests.Needs;

public sealed class NeedRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Most_urgent_first_and_of_those_the_one_that_waits_longest()
    {
        Need[] needs =
        [
            Of(NeedKind.HeldCard, 1),
            Of(NeedKind.UndeliveredWelcome, 2) with
            {
                ErrorCode = 21610,
            },
            Of(NeedKind.UnsettledSend, 3),
            Of(NeedKind.UndeliveredWelcome, 4, minutesAgo: 5),
            Of(NeedKind.UndeliveredWelcome, 5, minutesAgo: 90) with
            {
                ErrorCode = 21610,
                StartedSince = true,
            },
            Of(NeedKind.DeadLetter, 6),
            Of(NeedKind.LossReport, 7),
            Of(NeedKind.Alert, 8) with
            {
                Alert = Alert(AlertKind.SendCeilingReached, "2026-03-01"),
            },
            Of(NeedKind.Alert, 9, minutesAgo: 1) with
            {
                Alert = Alert(AlertKind.CardTriedByMany, "9900550000001234"),
            },
        ];
        Assert.Equal([8, 7, 6, 5, 4, 3, 1, 9, 2], NeedRules.InOrder(needs).Select(need => need.Id));
    }

    [Theory]
    [InlineData(21610, false, "Customer must text START", "21610: the recipient has opted out.")]
    [InlineData(21610, true, "Send it again", "texted START since")]
    [InlineData(21614, false, "Ask for another number", "21614: the recipient is not a mobile number.")]
    [InlineData(30006, false, "Ask for another number", "30006: a landline")]
    [InlineData(21606, false, "Have our sender mended", "21606: the sender cannot text this destination.")]
    [InlineData(30007, false, "Send it again", "30007: a spam filter on the way took the text.")]
    [InlineData(30003, false, "Send it again", "30003: the phone is switched off")]
    [InlineData(39999, false, "Send it again", "Carrier error 39999")]
    public void A_lost_welcome_says_what_the_carrier_said_and_what_helps(
        int code,
        bool startedSince,
        string step,
        string why
    )
    {
        var need = Of(NeedKind.UndeliveredWelcome, 7) with { ErrorCode = code, StartedSince = startedSince };
        Assert.Equal(step, NeedRules.StepOf(need).Words);
        Assert.Equal(new NeedPlace.Case(new CaseKey(CaseBy.Reply, 7)), NeedRules.StepOf(need).Place);
        Assert.Contains(why, NeedRules.Why(need));
    }

    [Theory]
    [InlineData("the carrier never had it", "Not delivered: the carrier never had it.")]
    [InlineData(null, "The carrier gave no reason.")]
    public void Without_a_code_its_word_must_do(string? word, string why) =>
        Assert.Equal(why, NeedRules.Why(Of(NeedKind.UndeliveredWelcome, 1) with { Word = word }));

    [Theory]
    [InlineData("several match", "more texts like it")]
    [InlineData("not comparable", "no longer shows")]
    [InlineData("not readable", "cannot be read")]
    [InlineData("campaign", "campaign text")]
    [InlineData("a word of a newer version", "nobody but a person")]
    public void A_send_that_was_left_to_a_person_says_why(string word, string why) =>
        Assert.Contains(why, NeedRules.Why(Of(NeedKind.UnsettledSend, 1) with { Word = word }));

    [Theory]
    [InlineData(NeedKind.LossReport, CaseBy.Text, true)]
    [InlineData(NeedKind.DeadLetter, CaseBy.Text, true)]
    [InlineData(NeedKind.UndeliveredWelcome, CaseBy.Reply, true)]
    [InlineData(NeedKind.UnsettledSend, CaseBy.Reply, true)]
    [InlineData(NeedKind.HeldCard, CaseBy.Card, false)]
    public void Each_opens_its_case_and_a_hold_alone_is_not_ticked_off(NeedKind kind, CaseBy by, bool ticked)
    {
        Assert.Equal(new NeedPlace.Case(new CaseKey(by, 3)), NeedRules.StepOf(Of(kind, 3)).Place);
        Assert.Equal(ticked, NeedRules.CanBeDealtWith(kind));
    }

    public static TheoryData<AlertKind> Alerts => [.. Enum.GetValues<AlertKind>()];

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Every_alert_has_a_sentence_a_step_and_its_place(AlertKind kind)
    {
        var need = Of(NeedKind.Alert, 1) with { Alert = Alert(kind, "9900550000001234"), CardId = 5 };
        Assert.Matches(@"^[A-Z0-9].*\.$", NeedRules.Why(need));
        Assert.NotEmpty(NeedRules.StepOf(need).Words);
        Assert.True(NeedRules.CanBeDealtWith(need.Kind));
    }

    [Fact]
    public void An_alert_leads_to_what_it_is_about()
    {
        Assert.Equal(new NeedPlace.Case(new CaseKey(CaseBy.Card, 5)), PlaceOf(AlertKind.CardTriedByMany, card: 5));
        Assert.Equal(new NeedPlace.Log(), PlaceOf(AlertKind.CardTriedByMany));
        Assert.Equal(new NeedPlace.Log(OutcomeCode.UnknownCard), PlaceOf(AlertKind.RefusalsJump, "UnknownCard"));
        Assert.Equal(new NeedPlace.Log(), PlaceOf(AlertKind.RefusalsJump, "OfANewerVersion"));
        Assert.Equal(new NeedPlace.Needs(NeedKind.DeadLetter), PlaceOf(AlertKind.DeadTexts));
        Assert.Equal(new NeedPlace.Now(), PlaceOf(AlertKind.SendsFail));
        Assert.Equal(new NeedPlace.Elsewhere(), PlaceOf(AlertKind.SpoolTorn));
    }

    private static NeedPlace PlaceOf(AlertKind kind, string subject = "", long? card = null) =>
        NeedRules.StepOf(Of(NeedKind.Alert, 1) with { Alert = Alert(kind, subject), CardId = card }).Place;

    private static StandingAlert Alert(AlertKind kind, string subject) => new() { Kind = kind, Subject = subject };

    private static Need Of(NeedKind kind, long id, int minutesAgo = 10) =>
        new()
        {
            Kind = kind,
            Id = id,
            Since = Now.AddMinutes(-minutesAgo),
        };
}
