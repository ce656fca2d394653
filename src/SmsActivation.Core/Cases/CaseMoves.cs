using SmsActivation.Core.Cards;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Staff;

namespace SmsActivation.Core.Cases;

/// <summary>Every move that would change something now, whoever may make it. The stores ask again.</summary>
public static class CaseMoves
{
    public static IReadOnlyList<PossibleMove> Of(CaseFacts facts) =>
        [
            .. OfTexts(facts),
            .. OfSends(facts),
            .. OfPhone(facts),
            .. facts.Cards.SelectMany(card => OfCard(facts, card)),
        ];

    public static StaffPower Power(this CaseMove move) =>
        move switch
        {
            CaseMove.Replay
            or CaseMove.Resend
            or CaseMove.FinishSent
            or CaseMove.FinishFailed
            or CaseMove.ReissuePassword
            or CaseMove.LiftTries
            or CaseMove.LiftPasswords
            or CaseMove.LiftReplies
            or CaseMove.LiftCodeLock
            or CaseMove.ReleaseHold => StaffPower.MendTexts,
            CaseMove.Unlink or CaseMove.Undo => StaffPower.UnlinkCards,
            CaseMove.Block or CaseMove.Unblock or CaseMove.Replace => StaffPower.ChangeCards,
        };

    private static IEnumerable<PossibleMove> OfTexts(CaseFacts facts) =>
        facts
            .Texts.Where(text =>
                text.IsDead && !facts.IsReplayed(text) && (text.Body.Length > 0 || text.MediaCount > 0)
            )
            .Select(text => new PossibleMove(CaseMove.Replay, text.Id));

    private static IEnumerable<PossibleMove> OfSends(CaseFacts facts)
    {
        foreach (var send in facts.Sends)
        {
            if (send is { State: DeliveryState.Unknown, LeftToPerson: not null })
            {
                yield return new PossibleMove(CaseMove.FinishSent, send.Id);
                yield return new PossibleMove(CaseMove.FinishFailed, send.Id);
            }
            var mayResend = send is { IsLost: true, HasWait: false } && !facts.IsMadeGood(send);
            if (mayResend && !IsOptedOut(facts, send.Channel))
                yield return new PossibleMove(CaseMove.Resend, send.Id);
        }
    }

    private static IEnumerable<PossibleMove> OfPhone(CaseFacts facts)
    {
        if (facts.Member is { } member && !facts.Sends.Any(send => send.HoldsPassword && IsUnderWay(send)))
            yield return new PossibleMove(CaseMove.ReissuePassword, member.Id);
        if (facts.Limits is not { } limits)
            yield break;
        if (limits.TriesAreOver)
            yield return new PossibleMove(CaseMove.LiftTries, 0);
        if (limits.PasswordsAreOver)
            yield return new PossibleMove(CaseMove.LiftPasswords, 0);
        if (limits.RepliesAreOver)
            yield return new PossibleMove(CaseMove.LiftReplies, 0);
    }

    private static IEnumerable<PossibleMove> OfCard(CaseFacts facts, CaseCard card)
    {
        if (card.HeldAt is not null)
            yield return new PossibleMove(CaseMove.ReleaseHold, card.Id);
        if (card.CodeLockedUntil is not null)
            yield return new PossibleMove(CaseMove.LiftCodeLock, card.Id);
        if (card.Holder is { } holder)
        {
            if (holder.LinkedAt > facts.Now - LinkChanges.UndoWithin)
                yield return new PossibleMove(CaseMove.Undo, holder.LinkId);
            yield return new PossibleMove(CaseMove.Unlink, holder.LinkId);
            yield return new PossibleMove(CaseMove.Replace, holder.LinkId);
        }
        if (card.State is CardState.Prepared or CardState.Issued or CardState.Active)
            yield return new PossibleMove(CaseMove.Block, card.Id);
        if (card.State == CardState.Blocked)
            yield return new PossibleMove(CaseMove.Unblock, card.Id);
    }

    private static bool IsUnderWay(CaseSend send) => send.State.IsPending() && send.LeftToPerson is null;

    private static bool IsOptedOut(CaseFacts facts, string channel) =>
        facts.Limits is { } limits
        && Channels.Parse(channel) switch
        {
            Channel.Sms => limits.SmsOptedOutAt is not null && !facts.OptedOutOfOffersOnly,
            Channel.WhatsApp => limits.WhatsAppOptedOutAt is not null,
        };
}
