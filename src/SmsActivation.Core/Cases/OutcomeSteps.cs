using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;

namespace SmsActivation.Core.Cases;

/// <summary>The next step after a text that was decided and answered, as its card stands by now: part of
/// <see cref="NextStepRules"/>.</summary>
internal static class OutcomeSteps
{
    public static CaseStep Of(CaseFacts facts, CaseText last)
    {
        var card = facts.Card(last.Card);
        // A newer version's word is shown as it is, and mends nothing.
        if (!Enum.TryParse<OutcomeCode>(last.Outcome, out var outcome))
            return new CaseStep(CaseFinding.AllWell) { Text = last };
        return outcome switch
        {
            OutcomeCode.CardAlreadyLinked => Taken(facts, card) with { Text = last },
            OutcomeCode.PhoneAlreadyLinked => Occupied(facts, card) with { Text = last },
            OutcomeCode.HeldForReview
            or OutcomeCode.CardBlocked
            or OutcomeCode.CardReplaced
            or OutcomeCode.CardExpired
            or OutcomeCode.CardNotIssued => (card is null ? null : StandsInTheWay(card)) ?? Again(card, last),
            OutcomeCode.CodeNeeded => card is { CodeLockedUntil: not null }
                ? StandsInTheWay(card)!
                : new CaseStep(CaseFinding.CodeMissing) { Card = card, Text = last },
            OutcomeCode.LossReported => Loss(facts, card) with { Text = last },
            OutcomeCode.UnknownCard
            or OutcomeCode.InvalidCardNumber
            or OutcomeCode.MissingCardNumber
            or OutcomeCode.AmbiguousCardNumber
            or OutcomeCode.PictureReceived => new CaseStep(CaseFinding.NumberNotRead) { Text = last },
            OutcomeCode.PasswordReceived or OutcomeCode.PasswordNeedsCard or OutcomeCode.NoLinkedCard => new CaseStep(
                CaseFinding.PasswordNotGiven,
                facts.Member is { } member ? new PossibleMove(CaseMove.ReissuePassword, member.Id) : null
            )
            {
                Text = last,
            },
            OutcomeCode.TooManyAttempts => Again(card, last),
            OutcomeCode.SenderNotReachable => new CaseStep(CaseFinding.SenderUnreachable) { Text = last },
            OutcomeCode.NotAllowed => new CaseStep(CaseFinding.NotServed) { Text = last },
            OutcomeCode.OptedOut
            or OutcomeCode.OptedIn
            or OutcomeCode.HelpSent
            or OutcomeCode.PasswordReissued
            or OutcomeCode.Acknowledged
            or OutcomeCode.AlreadyActive
            or OutcomeCode.Activated
            or OutcomeCode.Unprocessed => Well(facts, last),
        };
    }

    /// <summary>Why nobody could activate this card now; null when anybody could who has it.</summary>
    public static CaseStep? StandsInTheWay(CaseCard card) =>
        card switch
        {
            { State: CardState.Blocked } => Mended(CaseFinding.CardBlocked, CaseMove.Unblock, card),
            { State: CardState.Replaced } => new CaseStep(CaseFinding.CardReplaced) { Card = card },
            { State: CardState.Expired } => new CaseStep(CaseFinding.CardExpired) { Card = card },
            { HeldAt: not null } => Mended(CaseFinding.CardHeld, CaseMove.ReleaseHold, card),
            { State: CardState.Prepared } => new CaseStep(CaseFinding.CardNotIssued) { Card = card },
            { CodeLockedUntil: not null } => Mended(CaseFinding.CodesLocked, CaseMove.LiftCodeLock, card),
            _ => null,
        };

    /// <summary>Whoever calls, the card's own case says whose it is to be; null when nobody else asks.</summary>
    public static CaseStep? Wanted(CaseFacts facts) =>
        facts.Claims is [var newest, ..] && facts.Card(newest.Card) is { Holder: not null } card
            ? new CaseStep(CaseFinding.AnotherPhoneWantsCard) { Card = card, Claim = newest }
            : null;

    private static CaseStep Mended(CaseFinding finding, CaseMove move, CaseCard card) =>
        new(finding, new PossibleMove(move, card.Id)) { Card = card };

    private static CaseStep Again(CaseCard? card, CaseText last) =>
        new(CaseFinding.TextAgain) { Card = card, Text = last };

    private static CaseStep Taken(CaseFacts facts, CaseCard? card) =>
        card?.Holder is { } holder && holder.MemberId != facts.Member?.Id
            ? new CaseStep(CaseFinding.AnotherPhoneHasCard, new PossibleMove(CaseMove.Unlink, holder.LinkId))
            {
                Card = card,
            }
            : new CaseStep(CaseFinding.TextAgain) { Card = card };

    /// <summary>Their own card is replaced by the one they texted, if that is free.</summary>
    private static CaseStep Occupied(CaseFacts facts, CaseCard? texted)
    {
        var own = facts.Cards.FirstOrDefault(card =>
            card.Holder is { } holder && holder.MemberId == facts.Member?.Id && card.Id != texted?.Id
        );
        if (own is null)
            return new CaseStep(CaseFinding.TextAgain) { Card = texted };
        var isFree = texted is { Holder: null, HeldAt: null, State: CardState.Issued or CardState.Active };
        return new CaseStep(
            CaseFinding.PhoneHasAnotherCard,
            isFree ? new PossibleMove(CaseMove.Replace, own.Holder!.LinkId) : null
        )
        {
            Card = own,
        };
    }

    private static CaseStep Loss(CaseFacts facts, CaseCard? named)
    {
        var lost = named ?? facts.Cards.FirstOrDefault(card => card.Holder?.MemberId == facts.Member?.Id);
        return lost is { State: CardState.Issued or CardState.Active or CardState.Prepared }
            ? new CaseStep(CaseFinding.LossReported, new PossibleMove(CaseMove.Block, lost.Id)) { Card = lost }
            : new CaseStep(CaseFinding.LossReported) { Card = lost };
    }

    private static CaseStep Well(CaseFacts facts, CaseText last)
    {
        var own = facts.Cards.FirstOrDefault(card => card.Holder is { } holder && holder.MemberId == facts.Member?.Id);
        if (own is null)
            return (facts.Card(last.Card) is { } named ? StandsInTheWay(named) : null)
                ?? new CaseStep(CaseFinding.NoCard) { Text = last };
        if (Wanted(facts) is { } wanted)
            return wanted;
        return facts.Member is { HasOwnPassword: false, LastSignInAt: null } member
            ? new CaseStep(CaseFinding.NotSignedIn, new PossibleMove(CaseMove.ReissuePassword, member.Id))
            {
                Card = own,
                Text = last,
            }
            : new CaseStep(CaseFinding.AllWell) { Card = own, Text = last };
    }
}
