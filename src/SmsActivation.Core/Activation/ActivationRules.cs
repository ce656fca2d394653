using SmsActivation.Core.Cards;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Activation;

/// <summary>Decides what becomes of a text: the first rule that fits wins. Order matters: a stranger learns neither who
/// holds a card nor what became of it.</summary>
public static class ActivationRules
{
    private const int MostLookedUp = 3;

    public static ActivationOutcome Decide(ActivationFacts facts, ActivationLimits limits)
    {
        var outcome =
            Unreachable(facts)
            ?? OptKeyword(facts)
            ?? NotServed(facts)
            ?? PasswordSent(facts)
            ?? PasswordAsked(facts, limits)
            ?? Loss(facts)
            ?? OverLimit(facts, limits)
            ?? NoNumber(facts)
            ?? OneCard(facts, limits);
        return WhyWithheld(outcome, facts, limits) is { } why
            ? outcome with
            {
                Reply = null,
                Notice = null,
                Withheld = why,
            }
            : outcome;
    }

    /// <summary>What a refusal says while its card's neighbours are being tried one by one: the same whatever the card is
    /// to us. A card that needs its code is protected by that.</summary>
    public static ActivationOutcome TellNothing(ActivationOutcome outcome) =>
        outcome.Reply is not null && IsRefusal(outcome.Code)
            ? outcome with
            {
                Reply = ReplyTemplate.CardNotConfirmed,
                ReplyCard = null,
            }
            : outcome;

    private static bool IsRefusal(OutcomeCode code) =>
        code
            is OutcomeCode.UnknownCard
                or OutcomeCode.AmbiguousCardNumber
                or OutcomeCode.PhoneAlreadyLinked
                or OutcomeCode.CardAlreadyLinked
                or OutcomeCode.HeldForReview
                or OutcomeCode.CardBlocked
                or OutcomeCode.CardReplaced
                or OutcomeCode.CardExpired
                or OutcomeCode.CardNotIssued;

    private static Withheld? WhyWithheld(ActivationOutcome outcome, ActivationFacts facts, ActivationLimits limits)
    {
        if (outcome.Reply is null || outcome.Code == OutcomeCode.Activated)
            return null;
        // An answer hours late puzzles more than it helps; a card that works now is still news.
        if (facts.Now - facts.Text.ReceivedAt > limits.AnswerWithin)
            return Withheld.TooLate;
        var conversation = facts.Conversation;
        var over =
            conversation.RepliesInBurst >= limits.RepliesInBurst || conversation.RepliesInDay >= limits.RepliesPerDay;
        // Who asks to be left alone is told that they are, and who is asked to wait, how long: once each.
        return over && outcome is { Code: not OutcomeCode.OptedOut, Notice: null } ? Withheld.ReplyLimit : null;
    }

    private static ActivationOutcome? Unreachable(ActivationFacts facts) =>
        facts.Text.SenderReachable ? null : new ActivationOutcome(OutcomeCode.SenderNotReachable);

    private static ActivationOutcome? OptKeyword(ActivationFacts facts)
    {
        var silent = facts.Text.AnsweredByCarrier;
        return facts.Text.Keyword switch
        {
            Keyword.Stop => new(
                OutcomeCode.OptedOut,
                silent || facts.Conversation.OptedOut ? null : ReplyTemplate.OptedOut
            )
            {
                OptOut = OptOutChange.Out,
            },
            Keyword.Start => new(OutcomeCode.OptedIn, silent ? null : OptedIn(facts.Conversation))
            {
                OptOut = OptOutChange.In,
            },
            Keyword.Help => new(OutcomeCode.HelpSent, silent ? null : ReplyTemplate.HelpSent),
            Keyword.Password or null => null,
        };
    }

    /// <summary>Offers rest for as long as any STOP stands, so nobody is told that they are back.</summary>
    private static ReplyTemplate OptedIn(ConversationFacts conversation) =>
        conversation.OptedOutElsewhere ? ReplyTemplate.OptedInHere : ReplyTemplate.OptedIn;

    private static ActivationOutcome? NotServed(ActivationFacts facts) =>
        facts.Text.CountryServed ? null : new ActivationOutcome(OutcomeCode.NotAllowed);

    private static ActivationOutcome? PasswordSent(ActivationFacts facts) =>
        facts.Text.HoldsPassword
            ? new ActivationOutcome(OutcomeCode.PasswordReceived, ReplyTemplate.PasswordReceived)
            : null;

    private static ActivationOutcome? PasswordAsked(ActivationFacts facts, ActivationLimits limits)
    {
        if (facts.Text.Keyword != Keyword.Password)
            return null;
        var conversation = facts.Conversation;
        if (conversation.PasswordRequests >= limits.PasswordRequests)
            return TooMany(
                LimitNotice.PasswordRequests,
                conversation.PasswordNoticeSent,
                conversation.PasswordSince,
                facts.Now,
                limits
            );
        if (facts.Member is not { } member)
            return Asked(OutcomeCode.NoLinkedCard, ReplyTemplate.NoLinkedCard);
        if (LongSilent(facts, member, limits) && !NamesOwnCard(facts, member) && !IsUntouched(member))
            return HadCard(member)
                ? Asked(OutcomeCode.PasswordNeedsCard, ReplyTemplate.PasswordNeedsCard)
                : Asked(OutcomeCode.NoLinkedCard, ReplyTemplate.NoLinkedCard);
        return member.PendingPasswordReply is { } pending
            ? Asked(OutcomeCode.PasswordReissued, reply: null) with
            {
                AnsweredByReply = pending,
            }
            : Asked(OutcomeCode.PasswordReissued, ReplyTemplate.PasswordReissued);

        static ActivationOutcome Asked(OutcomeCode code, ReplyTemplate? reply) =>
            new(code, reply) { CountsPasswordRequest = true };
    }

    private static bool LongSilent(ActivationFacts facts, MemberFacts member, ActivationLimits limits)
    {
        var seen = new[] { facts.Conversation.LastTextAt, member.LastSignInAt }.Max();
        return seen is null || facts.Now - seen > limits.AskCardAfter;
    }

    /// <summary>Where no card is in use any more, one that was will do: else PASSWORD could never be answered.</summary>
    private static bool NamesOwnCard(ActivationFacts facts, MemberFacts member) =>
        member
            .Cards.Select(card => card.Number)
            .Concat(member.PastCards)
            .Any(number => facts.Text.Command.Tokens.Contains(number[^4..]));

    private static bool HadCard(MemberFacts member) => member.Cards.Count + member.PastCards.Count > 0;

    /// <summary>Made by a campaign, and nobody has used it: there is nothing in it that is anybody else's.</summary>
    private static bool IsUntouched(MemberFacts member) =>
        !HadCard(member) && member is { SignedIn: false, HasOwnPassword: false };

    private static ActivationOutcome? Loss(ActivationFacts facts)
    {
        var command = facts.Text.Command;
        var about = command.Candidates.Count > 0 || (command.CardWord && facts.Member is { Cards.Count: > 0 });
        return command.LossWord && about
            ? new ActivationOutcome(OutcomeCode.LossReported, ReplyTemplate.LossReported)
            {
                CardNumber = facts.KnownCards is [var card] ? card.Number : null,
            }
            : null;
    }

    private static ActivationOutcome? OverLimit(ActivationFacts facts, ActivationLimits limits) =>
        facts.Conversation.FailedTries >= limits.FailedTries
            ? TooMany(
                LimitNotice.FailedTries,
                facts.Conversation.TriesNoticeSent,
                facts.Conversation.FailedSince,
                facts.Now,
                limits
            )
            : null;

    private static ActivationOutcome TooMany(
        LimitNotice notice,
        bool told,
        DateTimeOffset? since,
        DateTimeOffset now,
        ActivationLimits limits
    ) =>
        new(OutcomeCode.TooManyAttempts, told ? null : ReplyTemplate.TooManyAttempts)
        {
            Notice = told ? null : notice,
            Wait = (since ?? now) + limits.Window - now,
        };

    private static ActivationOutcome? NoNumber(ActivationFacts facts)
    {
        var command = facts.Text.Command;
        return (command.Candidates.Count, command.NearMiss) switch
        {
            (> MostLookedUp, _) => new(OutcomeCode.AmbiguousCardNumber, ReplyTemplate.AmbiguousCardNumber),
            (> 0, _) => null,
            (_, false) when facts.Text.HasMedia => new(OutcomeCode.PictureReceived, ReplyTemplate.PictureReceived),
            (_, false) when facts.Member is { Cards.Count: > 0 } => new(OutcomeCode.Acknowledged),
            (_, true) => new(OutcomeCode.InvalidCardNumber, ReplyTemplate.InvalidCardNumber),
            (_, false) => new(OutcomeCode.MissingCardNumber, ReplyTemplate.MissingCardNumber),
        };
    }

    private static ActivationOutcome OneCard(ActivationFacts facts, ActivationLimits limits)
    {
        var unknown = facts.Text.Command.Candidates.Count - facts.KnownCards.Count;
        var outcome = facts.KnownCards switch
        {
            [var card] => About(card, facts, limits) with { CardNumber = card.Number },
            [] when unknown == 1 => new(OutcomeCode.UnknownCard, ReplyTemplate.UnknownCard),
            _ => new ActivationOutcome(OutcomeCode.AmbiguousCardNumber, ReplyTemplate.AmbiguousCardNumber),
        };
        var strangers = facts
            .Text.Command.Candidates.Select(candidate => candidate.Number)
            .Except(facts.KnownCards.Select(known => known.Number));
        return outcome with
        {
            FailedTries = outcome.FailedTries + unknown,
            TriedNumbers = [.. outcome.TriedNumbers, .. strangers],
        };
    }

    private static ActivationOutcome About(CardFacts card, ActivationFacts facts, ActivationLimits limits)
    {
        var mine = facts.Member is { } member && card.LinkedMember == member.Id;
        return card switch
        {
            { State: CardState.Active } when mine => new(OutcomeCode.AlreadyActive, AgainOrAlready(facts, limits))
            {
                ReplyCard = card.Number,
            },
            _ when FreeSlot(facts, limits) is null => Refused(
                OutcomeCode.PhoneAlreadyLinked,
                ReplyTemplate.PhoneAlreadyLinked
            ) with
            {
                ReplyCard = facts.Member!.Cards[0].Number,
            },
            { LinkedMember: not null } when !mine => Refused(
                OutcomeCode.CardAlreadyLinked,
                ReplyTemplate.CardAlreadyLinked
            ),
            { Held: true } => Refused(OutcomeCode.HeldForReview, ReplyTemplate.HeldForReview),
            { State: CardState.Blocked } => Refused(OutcomeCode.CardBlocked, ReplyTemplate.CardBlocked),
            { State: CardState.Replaced } => Refused(OutcomeCode.CardReplaced, ReplyTemplate.CardReplaced),
            { State: CardState.Expired } => Refused(OutcomeCode.CardExpired, ReplyTemplate.CardExpired),
            { State: CardState.Prepared } => Refused(OutcomeCode.CardNotIssued, ReplyTemplate.CardNotIssued),
            { Code: { Passes: false, Wrong: var wrong } } => new(OutcomeCode.CodeNeeded, ReplyTemplate.CodeNeeded)
            {
                FailedTries = wrong,
                WrongCodes = wrong > 0 ? (card.Id, wrong) : null,
            },
            { State: CardState.Issued or CardState.Active } => new(OutcomeCode.Activated, Welcome(facts))
            {
                Activation = new CardActivation(card.Id, FreeSlot(facts, limits)!.Value),
                ReplyCard = card.Number,
            },
            _ => throw new InvalidOperationException($"No rule covers a card in state {card.State}."),
        };

        ActivationOutcome Refused(OutcomeCode code, ReplyTemplate reply) =>
            new(code, reply) { FailedTries = 1, TriedNumbers = [card.Number] };
    }

    private static ReplyTemplate Welcome(ActivationFacts facts) =>
        facts.Member is { HasOwnPassword: true } ? ReplyTemplate.ActivatedOwnPassword : ReplyTemplate.Activated;

    /// <summary>A welcome that never arrived is said again, unless the customer has evidently read it.</summary>
    private static ReplyTemplate AgainOrAlready(ActivationFacts facts, ActivationLimits limits)
    {
        if (facts.Member is not { HasOwnPassword: false, SignedIn: false, LastWelcome: { } welcome })
            return ReplyTemplate.AlreadyActive;
        var lost = welcome.State switch
        {
            DeliveryState.Failed or DeliveryState.Undelivered => true,
            DeliveryState.Sending or DeliveryState.Sent or DeliveryState.Unknown => facts.Now - welcome.CreatedAt
                > limits.WelcomeAgainAfter,
            // It has not left yet, and will: a second one would only follow it.
            DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Retry => false,
            DeliveryState.Delivered => false,
        };
        return lost ? ReplyTemplate.WelcomeAgain : ReplyTemplate.AlreadyActive;
    }

    private static int? FreeSlot(ActivationFacts facts, ActivationLimits limits)
    {
        var taken = facts.Member?.Cards.Select(card => card.Slot).ToHashSet() ?? [];
        for (var slot = 1; slot <= limits.CardsPerMember; slot++)
            if (!taken.Contains(slot))
                return slot;
        return null;
    }
}
