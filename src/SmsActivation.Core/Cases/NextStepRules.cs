using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Inbox;

namespace SmsActivation.Core.Cases;

/// <summary>What matters most about a case, and the one step that an operator would take: the first rule that fits
/// wins. What keeps the customer from hearing of us comes before what they heard.</summary>
public static class NextStepRules
{
    public static CaseStep Of(CaseFacts facts) =>
        facts.Subject switch
        {
            CaseSubject.Phone => OfPhone(facts),
            CaseSubject.Card => OfCard(facts),
            _ => throw new InvalidOperationException($"No case is about {facts.Subject.GetType().Name}."),
        };

    private static CaseStep OfPhone(CaseFacts facts)
    {
        var last = facts.LastText;
        return Unread(facts)
            ?? (last is null ? null : Refused(last))
            ?? OptedOut(facts, last)
            ?? Undelivered(facts)
            ?? (last is null ? null : Answered(facts, last))
            ?? WithoutTexts(facts);
    }

    /// <summary>Texts that nobody has decided, and those that were given up.</summary>
    private static CaseStep? Unread(CaseFacts facts)
    {
        if (facts.Texts.FirstOrDefault(text => text.IsWaiting) is { } waiting)
            return new CaseStep(CaseFinding.TextWaits) { Text = waiting };
        // Whatever was decided after it has overtaken it.
        return facts.LastText is { IsDead: true } dead && !facts.IsReplayed(dead)
            ? new CaseStep(CaseFinding.TextGivenUp, new PossibleMove(CaseMove.Replay, dead.Id)) { Text = dead }
            : null;
    }

    private static CaseStep? Refused(CaseText last) =>
        last.Outcome switch
        {
            nameof(OutcomeCode.SenderNotReachable) => new CaseStep(CaseFinding.SenderUnreachable) { Text = last },
            nameof(OutcomeCode.NotAllowed) => new CaseStep(CaseFinding.NotServed) { Text = last },
            _ => null,
        };

    /// <summary>By the channel that they use.</summary>
    private static CaseStep? OptedOut(CaseFacts facts, CaseText? last)
    {
        if (facts.Limits is not { } limits)
            return null;
        var channel = last is null ? Channel.Sms : Channels.Parse(last.Channel);
        var since = channel switch
        {
            Channel.Sms => limits.SmsOptedOutAt,
            Channel.WhatsApp => limits.WhatsAppOptedOutAt,
        };
        // A card texted after it is answered all the same.
        var isLastWord = last is null or { Outcome: nameof(OutcomeCode.OptedOut) };
        return since is not null && isLastWord ? new CaseStep(CaseFinding.OptedOut) { Text = last } : null;
    }

    /// <summary>The newest text of ours that still has to reach them.</summary>
    private static CaseStep? Undelivered(CaseFacts facts)
    {
        var open = facts.Sends.Where(send => !facts.IsMadeGood(send) && !IsNotMissed(facts, send)).ToList();
        // A lost welcome stays lost, whatever was said about something else since.
        var send =
            open.FirstOrDefault(send => send.State != DeliveryState.Delivered && send.HoldsPassword)
            ?? open.FirstOrDefault();
        if (send is null)
            return null;
        return send.State switch
        {
            DeliveryState.Failed or DeliveryState.Undelivered => Lost(facts, send),
            DeliveryState.Unknown when send.LeftToPerson is not null => new CaseStep(
                CaseFinding.SendLeftToPerson,
                new PossibleMove(CaseMove.FinishFailed, send.Id)
            )
            {
                Send = send,
            },
            DeliveryState.Unknown => new CaseStep(CaseFinding.SendUnsettled) { Send = send },
            DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Sending or DeliveryState.Retry =>
                new CaseStep(facts.SendsAreHeld ? CaseFinding.SendsHeld : CaseFinding.SendWaits) { Send = send },
            DeliveryState.Sent when send.HoldsPassword => new CaseStep(
                CaseFinding.ReplyUnreported,
                Mending(facts, send)
            )
            {
                Send = send,
            },
            DeliveryState.Sent or DeliveryState.Delivered => null,
        };
    }

    private static CaseStep Lost(CaseFacts facts, CaseSend send)
    {
        var finding = LostSends.FindingOf(send.ErrorCode);
        var move = finding is CaseFinding.ReplyLost or CaseFinding.PhoneWasAway ? Mending(facts, send) : null;
        return new CaseStep(finding, move) { Send = send };
    }

    /// <summary>A new password where the text held one, else the same words again.</summary>
    private static PossibleMove? Mending(CaseFacts facts, CaseSend send)
    {
        if (send.HoldsPassword)
            return facts.Member is { } member
                ? new PossibleMove(CaseMove.ReissuePassword, member.Id) { InsteadOf = send.IsLost ? send.Id : null }
                : null;
        return send is { IsLost: true, HasWait: false } ? new PossibleMove(CaseMove.Resend, send.Id) : null;
    }

    /// <summary>A password that is not needed any more: they have signed in since. One of their own may be forgotten: they
    /// asked for another.</summary>
    private static bool IsNotMissed(CaseFacts facts, CaseSend send) =>
        send.HoldsPassword && facts.Member is { } member && member.LastSignInAt > send.CreatedAt;

    /// <summary>They heard of us; what they heard says what they need.</summary>
    private static CaseStep? Answered(CaseFacts facts, CaseText last) =>
        Limited(facts, last) ?? OutcomeSteps.Of(facts, last);

    private static CaseStep? Limited(CaseFacts facts, CaseText last)
    {
        if (facts.Limits is not { } limits)
            return null;
        if (last.Outcome == nameof(OutcomeCode.TooManyAttempts))
        {
            if (limits.PasswordsAreOver)
                return new CaseStep(CaseFinding.PasswordsUsedUp, new PossibleMove(CaseMove.LiftPasswords, 0));
            if (limits.TriesAreOver)
                return new CaseStep(CaseFinding.TriesUsedUp, new PossibleMove(CaseMove.LiftTries, 0));
            return new CaseStep(CaseFinding.TextAgain) { Text = last };
        }
        var withheld = DecisionFacts.Read(last.Facts)?.Withheld == nameof(Withheld.ReplyLimit);
        return withheld && limits.RepliesAreOver
            ? new CaseStep(CaseFinding.RepliesUsedUp, new PossibleMove(CaseMove.LiftReplies, 0)) { Text = last }
            : null;
    }

    private static CaseStep WithoutTexts(CaseFacts facts) =>
        OutcomeSteps.Wanted(facts)
        ?? (
            facts.Cards.FirstOrDefault(card => card.Holder is not null) is { } card
                ? new CaseStep(CaseFinding.AllWell) { Card = card }
                : new CaseStep(CaseFinding.NothingArrived)
        );

    private static CaseStep OfCard(CaseFacts facts)
    {
        if (facts.FirstCard is not { } card)
            return new CaseStep(CaseFinding.NothingArrived);
        var last = facts.LastText;
        if (card.Holder is { } holder)
            return last?.Outcome == nameof(OutcomeCode.CardAlreadyLinked)
                ? new CaseStep(CaseFinding.AnotherPhoneHasCard, new PossibleMove(CaseMove.Unlink, holder.LinkId))
                {
                    Card = card,
                    Text = last,
                }
                : new CaseStep(CaseFinding.CardInUse) { Card = card };
        return OutcomeSteps.StandsInTheWay(card)
            ?? new CaseStep(last is null ? CaseFinding.NothingArrived : CaseFinding.CardFree)
            {
                Card = card,
                Text = last,
            };
    }
}
