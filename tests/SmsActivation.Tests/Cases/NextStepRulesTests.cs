using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Delivery;

namespace SmsActivation.Tests.Cases;

public sealed class NextStepRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CaseMember Mine = new() { Id = 7 };

    public static TheoryData<string, CaseFacts, CaseFinding, CaseMove?> OfPhones =>
        new()
        {
            { "no text at all", Phone(), CaseFinding.NothingArrived, null },
            { "a text that waits", Phone(Text(null).Waiting()), CaseFinding.TextWaits, null },
            { "a text that was given up", Phone(Text("Unprocessed").Dead()), CaseFinding.TextGivenUp, CaseMove.Replay },
            {
                "a text that was given up and replayed",
                Phone(Text("Acknowledged", sid: "SM1-again"), Text("Unprocessed", sid: "SM1").Dead()),
                CaseFinding.NoCard,
                null
            },
            {
                "a text that was given up before another was decided",
                Phone(Text("MissingCardNumber", sid: "SM2"), Text("Unprocessed").Dead()),
                CaseFinding.NumberNotRead,
                null
            },
            { "STOP", Phone(Text("OptedOut")) with { Limits = OptedOut }, CaseFinding.OptedOut, null },
            {
                "a card texted after STOP",
                Phone(Text("UnknownCard")) with
                {
                    Limits = OptedOut,
                },
                CaseFinding.NumberNotRead,
                null
            },
            { "no phone", Phone(Text("SenderNotReachable")), CaseFinding.SenderUnreachable, null },
            { "another country", Phone(Text("NotAllowed")), CaseFinding.NotServed, null },
            {
                "another phone has it",
                Phone(Text("CardAlreadyLinked")) with
                {
                    Cards = [Card(holder: 8)],
                },
                CaseFinding.AnotherPhoneHasCard,
                CaseMove.Unlink
            },
            {
                "another phone had it",
                Phone(Text("CardAlreadyLinked")) with
                {
                    Cards = [Card()],
                },
                CaseFinding.TextAgain,
                null
            },
            {
                "this phone has another card",
                Phone(Text("PhoneAlreadyLinked")) with
                {
                    Cards = [Card(), Own()],
                    Member = Mine,
                },
                CaseFinding.PhoneHasAnotherCard,
                CaseMove.Replace
            },
            {
                "this phone has another card, and so has somebody else the one it texted",
                Phone(Text("PhoneAlreadyLinked")) with
                {
                    Cards = [Card(holder: 8), Own()],
                    Member = Mine,
                },
                CaseFinding.PhoneHasAnotherCard,
                null
            },
            {
                "held",
                Phone(Text("HeldForReview")) with
                {
                    Cards = [Card() with { HeldAt = Now }],
                },
                CaseFinding.CardHeld,
                CaseMove.ReleaseHold
            },
            { "was held", Phone(Text("HeldForReview")) with { Cards = [Card()] }, CaseFinding.TextAgain, null },
            {
                "blocked",
                Phone(Text("CardBlocked")) with
                {
                    Cards = [Card(CardState.Blocked)],
                },
                CaseFinding.CardBlocked,
                CaseMove.Unblock
            },
            {
                "replaced",
                Phone(Text("CardReplaced")) with
                {
                    Cards = [Card(CardState.Replaced)],
                },
                CaseFinding.CardReplaced,
                null
            },
            {
                "expired",
                Phone(Text("CardExpired")) with
                {
                    Cards = [Card(CardState.Expired)],
                },
                CaseFinding.CardExpired,
                null
            },
            {
                "not handed out",
                Phone(Text("CardNotIssued")) with
                {
                    Cards = [Card(CardState.Prepared)],
                },
                CaseFinding.CardNotIssued,
                null
            },
            { "a code is needed", Phone(Text("CodeNeeded")) with { Cards = [Card()] }, CaseFinding.CodeMissing, null },
            {
                "codes are locked",
                Phone(Text("CodeNeeded")) with
                {
                    Cards = [Card() with { CodeLockedUntil = Now.AddHours(1) }],
                },
                CaseFinding.CodesLocked,
                CaseMove.LiftCodeLock
            },
            {
                "lost",
                Phone(Text("LossReported")) with
                {
                    Cards = [Own()],
                    Member = Mine,
                },
                CaseFinding.LossReported,
                CaseMove.Block
            },
            {
                "lost and blocked",
                Phone(Text("LossReported")) with
                {
                    Cards = [Card(CardState.Blocked)],
                },
                CaseFinding.LossReported,
                null
            },
            { "unknown", Phone(Text("UnknownCard", card: null)), CaseFinding.NumberNotRead, null },
            { "mistyped", Phone(Text("InvalidCardNumber", card: null)), CaseFinding.NumberNotRead, null },
            { "several", Phone(Text("AmbiguousCardNumber", card: null)), CaseFinding.NumberNotRead, null },
            { "a picture", Phone(Text("PictureReceived", card: null)), CaseFinding.NumberNotRead, null },
            {
                "PASSWORD after a long silence",
                Phone(Text("PasswordNeedsCard")) with
                {
                    Member = Mine,
                },
                CaseFinding.PasswordNotGiven,
                CaseMove.ReissuePassword
            },
            { "PASSWORD without a card", Phone(Text("NoLinkedCard")), CaseFinding.PasswordNotGiven, null },
            {
                "tries are used up",
                Phone(Text("TooManyAttempts")) with
                {
                    Limits = new CaseLimits { FailedTries = 5, TriesAreOver = true },
                },
                CaseFinding.TriesUsedUp,
                CaseMove.LiftTries
            },
            {
                "passwords are used up",
                Phone(Text("TooManyAttempts")) with
                {
                    Limits = new CaseLimits { PasswordRequests = 3, PasswordsAreOver = true },
                },
                CaseFinding.PasswordsUsedUp,
                CaseMove.LiftPasswords
            },
            {
                "tries were used up, and count from zero now",
                Phone(Text("TooManyAttempts")) with
                {
                    Limits = new CaseLimits(),
                },
                CaseFinding.TextAgain,
                null
            },
            {
                "not answered, for too many answers",
                Phone(
                    Text(
                        "MissingCardNumber",
                        facts: """{"candidates":0,"known":0,"nearMiss":false,"held":false,"optedOut":false,"failedTries":0,"passwordRequests":0,"memberCards":0,"repliesInBurst":5,"repliesInDay":5,"withheld":"ReplyLimit"}"""
                    )
                ) with
                {
                    Limits = new CaseLimits { RepliesAreOver = true },
                },
                CaseFinding.RepliesUsedUp,
                CaseMove.LiftReplies
            },
            {
                "active, nobody signed in",
                Activated(Send(DeliveryState.Delivered)),
                CaseFinding.NotSignedIn,
                CaseMove.ReissuePassword
            },
            {
                "active and signed in",
                Activated(Send(DeliveryState.Delivered)) with
                {
                    Member = new CaseMember { Id = 7, LastSignInAt = Now },
                },
                CaseFinding.AllWell,
                null
            },
            {
                "active once, and taken back since",
                Activated(Send(DeliveryState.Delivered)) with
                {
                    Cards = [Card()],
                },
                CaseFinding.NoCard,
                null
            },
            {
                "active, and another phone asks for the card",
                Activated(Send(DeliveryState.Delivered)) with
                {
                    Claims = [Claim("1001")],
                },
                CaseFinding.AnotherPhoneWantsCard,
                null
            },
            {
                "another phone asked for a card that was taken back since",
                Activated(Send(DeliveryState.Delivered)) with
                {
                    Cards = [Card()],
                    Claims = [Claim("1001")],
                },
                CaseFinding.NoCard,
                null
            },
            {
                "never texted, and another phone asks for the card",
                Phone() with
                {
                    Member = Mine,
                    Cards = [Own()],
                    Claims = [Claim("1002")],
                },
                CaseFinding.AnotherPhoneWantsCard,
                null
            },
            {
                "another phone asks for the card, but the welcome is lost",
                Activated(Send(DeliveryState.Undelivered, 30007)) with
                {
                    Claims = [Claim("1001")],
                },
                CaseFinding.ReplyLost,
                CaseMove.ReissuePassword
            },
            { "a newer version's word", Phone(Text("Melted")), CaseFinding.AllWell, null },
        };

    public static TheoryData<string, CaseFacts, CaseFinding, CaseMove?> OfSends =>
        new()
        {
            {
                "filtered",
                Activated(Send(DeliveryState.Undelivered, 30007)),
                CaseFinding.ReplyLost,
                CaseMove.ReissuePassword
            },
            {
                "no reason",
                Activated(Send(DeliveryState.Failed, null)),
                CaseFinding.ReplyLost,
                CaseMove.ReissuePassword
            },
            {
                "switched off",
                Activated(Send(DeliveryState.Undelivered, 30003)),
                CaseFinding.PhoneWasAway,
                CaseMove.ReissuePassword
            },
            { "a landline", Activated(Send(DeliveryState.Undelivered, 30006)), CaseFinding.NumberTakesNoTexts, null },
            { "out of service", Activated(Send(DeliveryState.Failed, 30005)), CaseFinding.NumberTakesNoTexts, null },
            {
                "opted out at the carrier",
                Activated(Send(DeliveryState.Failed, 21610)),
                CaseFinding.CarrierSaysOptedOut,
                null
            },
            { "not registered", Activated(Send(DeliveryState.Failed, 30034)), CaseFinding.SenderNotAllowed, null },
            {
                "filtered, and a new one delivered",
                Activated(Send(DeliveryState.Delivered, id: 2), Send(DeliveryState.Undelivered, 30007)),
                CaseFinding.NotSignedIn,
                CaseMove.ReissuePassword
            },
            {
                "filtered twice",
                Activated(Send(DeliveryState.Undelivered, 30007, id: 2), Send(DeliveryState.Undelivered, 30007)),
                CaseFinding.ReplyLost,
                CaseMove.ReissuePassword
            },
            {
                "filtered, and signed in all the same",
                Activated(Send(DeliveryState.Undelivered, 30007)) with
                {
                    Member = new CaseMember { Id = 7, LastSignInAt = Now },
                },
                CaseFinding.AllWell,
                null
            },
            {
                "filtered, and something else delivered since",
                Activated(
                    Send(DeliveryState.Delivered, id: 2) with
                    {
                        HoldsPassword = false,
                        Template = "HelpSent",
                    },
                    Send(DeliveryState.Undelivered, 30007)
                ),
                CaseFinding.ReplyLost,
                CaseMove.ReissuePassword
            },
            {
                "a question lost",
                Phone(Text("MissingCardNumber")) with
                {
                    Sends = [Question(DeliveryState.Failed)],
                },
                CaseFinding.ReplyLost,
                CaseMove.Resend
            },
            {
                "a question lost and sent again",
                Phone(Text("MissingCardNumber")) with
                {
                    Sends =
                    [
                        Question(DeliveryState.Delivered) with
                        {
                            Id = 2,
                            InsteadOf = 1,
                        },
                        Question(DeliveryState.Failed),
                    ],
                },
                CaseFinding.NumberNotRead,
                null
            },
            {
                "a time to wait lost",
                Phone(Text("TooManyAttempts")) with
                {
                    Sends = [Question(DeliveryState.Failed) with { HasWait = true }],
                },
                CaseFinding.ReplyLost,
                null
            },
            { "of unknown end", Activated(Send(DeliveryState.Unknown)), CaseFinding.SendUnsettled, null },
            {
                "left to a person",
                Activated(Send(DeliveryState.Unknown) with { LeftToPerson = "several match" }),
                CaseFinding.SendLeftToPerson,
                CaseMove.FinishFailed
            },
            { "queued", Activated(Send(DeliveryState.Queued)), CaseFinding.SendWaits, null },
            { "on its way", Activated(Send(DeliveryState.Sending)), CaseFinding.SendWaits, null },
            { "held", Activated(Send(DeliveryState.Queued)) with { SendsAreHeld = true }, CaseFinding.SendsHeld, null },
            {
                "sent, no word yet",
                Activated(Send(DeliveryState.Sent)),
                CaseFinding.ReplyUnreported,
                CaseMove.ReissuePassword
            },
        };

    public static TheoryData<string, CaseFacts, CaseFinding, CaseMove?> OfCards =>
        new()
        {
            { "no card of ours", CardCase() with { Cards = [] }, CaseFinding.NothingArrived, null },
            { "never texted", CardCase(), CaseFinding.NothingArrived, null },
            { "free", CardCase(Text("HeldForReview")), CaseFinding.CardFree, null },
            { "in use", CardCase(Text("Activated")) with { Cards = [Own()] }, CaseFinding.CardInUse, null },
            {
                "in use, and wanted by another",
                CardCase(Text("CardAlreadyLinked")) with
                {
                    Cards = [Own()],
                },
                CaseFinding.AnotherPhoneHasCard,
                CaseMove.Unlink
            },
            {
                "blocked",
                CardCase(Text("Activated")) with
                {
                    Cards = [Card(CardState.Blocked)],
                },
                CaseFinding.CardBlocked,
                CaseMove.Unblock
            },
            {
                "held",
                CardCase() with
                {
                    Cards = [Card() with { HeldAt = Now }],
                },
                CaseFinding.CardHeld,
                CaseMove.ReleaseHold
            },
        };

    [Theory]
    [MemberData(nameof(OfPhones))]
    [MemberData(nameof(OfSends))]
    [MemberData(nameof(OfCards))]
    public void The_next_step_is(string when, CaseFacts facts, CaseFinding finding, CaseMove? move)
    {
        var step = NextStepRules.Of(facts);
        Assert.True((finding, move) == (step.Finding, step.Move?.Move), $"{when}: {step.Finding}, {step.Move}");
        // What is offered first can be done at all.
        if (step.Move is { } offered)
            Assert.Contains(
                CaseMoves.Of(facts),
                possible => possible.Move == offered.Move && possible.Target == offered.Target
            );
    }

    [Fact]
    public void A_limit_is_lifted_only_where_it_holds_somebody_back()
    {
        CaseMove[] lifting = [CaseMove.LiftTries, CaseMove.LiftPasswords, CaseMove.LiftReplies];
        var counted = new CaseLimits
        {
            FailedTries = 4,
            PasswordRequests = 2,
            RepliesInBurst = 2,
        };
        Assert.DoesNotContain(Moves(counted), move => lifting.Contains(move));
        var over = counted with { TriesAreOver = true, PasswordsAreOver = true, RepliesAreOver = true };
        Assert.Equal(lifting, Moves(over));

        static IEnumerable<CaseMove> Moves(CaseLimits limits) =>
            CaseMoves.Of(Phone(Text("MissingCardNumber")) with { Limits = limits }).Select(move => move.Move);
    }

    [Theory]
    [MemberData(nameof(OutcomeCodes))]
    public void Every_outcome_has_a_next_step(OutcomeCode code) =>
        Assert.True(Enum.IsDefined(NextStepRules.Of(Phone(Text(code.ToString()))).Finding));

    public static TheoryData<OutcomeCode> OutcomeCodes => [.. Enum.GetValues<OutcomeCode>()];

    private static CaseLimits OptedOut => new() { SmsOptedOutAt = Now };

    private static CaseFacts Phone(params CaseText[] texts) =>
        new()
        {
            Subject = new CaseSubject.Phone("+14155552671"),
            Now = Now,
            Texts = texts,
            Limits = new CaseLimits { FailedTries = 1, PasswordRequests = 1 },
        };

    private static CaseFacts CardCase(params CaseText[] texts) =>
        new()
        {
            Subject = new CaseSubject.Card("1001"),
            Now = Now,
            Texts = texts,
            Cards = [Card()],
        };

    private static CaseFacts Activated(params CaseSend[] sends) =>
        Phone(Text("Activated")) with
        {
            Member = Mine,
            Cards = [Own() with { Id = 1, Number = "1001" }],
            Sends = sends,
        };

    private static CaseText Text(string? outcome, string? card = "1001", string sid = "SM1", string? facts = null) =>
        new()
        {
            Id = 1,
            Sid = sid,
            Channel = "sms",
            Body = "hello",
            State = "done",
            Outcome = outcome,
            Card = card,
            Facts = facts,
        };

    private static CaseCard Card(CardState state = CardState.Issued, long? holder = null) =>
        new()
        {
            Id = 1,
            Number = "1001",
            State = holder is null ? state : CardState.Active,
            Holder = holder is { } member ? new CardHolder(21, member, "+14155559999", Now.AddDays(-1)) : null,
        };

    private static CaseCard Own() => Card(holder: 7) with { Id = 2, Number = "1002" };

    private static CaseSend Send(DeliveryState state, int? error = null, long id = 1) =>
        new()
        {
            Id = id,
            Sender = "+14155552671",
            Channel = "sms",
            Template = "Activated",
            Language = "en",
            HoldsPassword = true,
            MemberId = 7,
            State = state,
            ErrorCode = error,
            CreatedAt = Now.AddMinutes(-5),
            DueAt = Now,
        };

    private static CaseClaim Claim(string card) => new() { Card = card, Phone = "+14155559999" };

    private static CaseSend Question(DeliveryState state) =>
        Send(state, 30008) with
        {
            Template = "MissingCardNumber",
            HoldsPassword = false,
            MemberId = null,
        };
}

internal static class CaseTextStates
{
    public static CaseText Waiting(this CaseText text) => Of(text, "new");

    public static CaseText Dead(this CaseText text) => Of(text, "dead");

    private static CaseText Of(CaseText text, string state) =>
        new()
        {
            Id = text.Id,
            Sid = text.Sid,
            Channel = text.Channel,
            Body = text.Body,
            State = state,
            Outcome = text.Outcome,
        };
}
