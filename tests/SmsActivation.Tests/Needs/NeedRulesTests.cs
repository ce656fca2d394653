using SmsActivation.Core.Alerts;
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
            Of(NeedKind.UndeliveredWelcome, 2) with { ErrorCode = 21610 },
            Of(NeedKind.UnsettledSend, 3),
            Of(NeedKind.UndeliveredWelcome, 4, minutesAgo: 5),
            Of(NeedKind.UndeliveredWelcome, 5, minutesAgo: 90) with { ErrorCode = 21610, StartedSince = true },
            Of(NeedKind.DeadLetter, 6),
            Of(NeedKind.LossReport, 7),
            Of(NeedKind.Alert, 8) with { Word = nameof(AlertKind.SendCeilingReached), Subject = "2026-03-01" },
            Of(NeedKind.Alert, 9, minutesAgo: 1) with { Word = nameof(AlertKind.CardTriedByMany), Subject = "9900550000001234" },
        ];
        Assert.Equal([8, 7, 6, 5, 4, 3, 1, 9, 2], NeedRules.InOrder(needs).Select(need => need.Id));
    }

    [Theory]
    [InlineData(21610, false, "Customer must text START", "21610: the recipient has opted out.")]
    [InlineData(21610, true, "Send it again", "texted START since")]
    [InlineData(21614, false, "Reach the customer another way", "21614: the recipient is not a mobile number.")]
    [InlineData(30006, false, "Reach the customer another way", "30006: a landline")]
    [InlineData(30004, false, "Ask the customer to unblock us", "30004: the recipient or the carrier blocks us.")]
    [InlineData(30007, false, "Send it again", "30007: a carrier or Twilio filtered the text.")]
    [InlineData(30003, false, "Send it again", "30003: the phone is switched off")]
    [InlineData(39999, false, "Send it again", "Carrier error 39999")]
    public void A_lost_welcome_says_what_the_carrier_said_and_what_helps(int code, bool startedSince, string step, string why)
    {
        var need = Of(NeedKind.UndeliveredWelcome, 7) with { ErrorCode = code, StartedSince = startedSince };
        Assert.Equal(step, NeedRules.StepOf(need).Words);
        Assert.Equal(new NeedPlace.Case(NeedCaseKey.Message, 7), NeedRules.StepOf(need).Place);
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
    [InlineData(NeedKind.LossReport, NeedCaseKey.Inbound, true)]
    [InlineData(NeedKind.DeadLetter, NeedCaseKey.Inbound, true)]
    [InlineData(NeedKind.UndeliveredWelcome, NeedCaseKey.Message, true)]
    [InlineData(NeedKind.UnsettledSend, NeedCaseKey.Message, true)]
    [InlineData(NeedKind.HeldCard, NeedCaseKey.Card, false)]
    public void Each_opens_its_case_and_only_what_no_action_mends_is_ticked_off(NeedKind kind, NeedCaseKey key, bool ticked)
    {
        Assert.Equal(new NeedPlace.Case(key, 3), NeedRules.StepOf(Of(kind, 3)).Place);
        Assert.Equal(ticked, NeedRules.CanBeDealtWith(kind));
    }

    public static TheoryData<AlertKind> Alerts => [.. Enum.GetValues<AlertKind>()];

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Every_alert_has_its_words_and_hides_whole_card_numbers(AlertKind kind)
    {
        var need = Of(NeedKind.Alert, 1) with { Word = kind.ToString(), Subject = "9900550000001234", CardId = 5 };
        Assert.NotEmpty(NeedRules.StepOf(need).Words);
        if (kind == AlertKind.CardTriedByMany)
        {
            Assert.DoesNotContain("9900550000001234", NeedRules.Why(need));
            Assert.Equal(new NeedPlace.Case(NeedCaseKey.Card, 5), NeedRules.StepOf(need).Place);
        }
    }

    [Fact]
    public void An_alert_of_a_newer_version_is_shown_as_it_is() =>
        Assert.Equal("Unheard: of", NeedRules.Why(Of(NeedKind.Alert, 1) with { Word = "Unheard", Subject = "of" }));

    private static Need Of(NeedKind kind, long id, int minutesAgo = 10) =>
        new()
        {
            Kind = kind,
            Id = id,
            Since = Now.AddMinutes(-minutesAgo),
        };
}
