using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>What a move would be made on, so that two alike can be told apart.</summary>
public static class MoveAbout
{
    /// <summary>Null where there is only one such thing.</summary>
    public static string? Of(PossibleMove move, CaseFacts facts) =>
        move.Move switch
        {
            CaseMove.Replay => Of(facts.Texts.FirstOrDefault(text => text.Id == move.Target)),
            CaseMove.Resend or CaseMove.FinishSent or CaseMove.FinishFailed => Of(facts.Send(move.Target)),
            CaseMove.LiftCodeLock or CaseMove.ReleaseHold or CaseMove.Block or CaseMove.Unblock => Of(
                facts.Cards.FirstOrDefault(card => card.Id == move.Target)
            ),
            CaseMove.Unlink or CaseMove.Undo or CaseMove.Replace => Of(
                facts.Cards.FirstOrDefault(card => card.Holder?.LinkId == move.Target)
            ),
            CaseMove.ReissuePassword or CaseMove.LiftTries or CaseMove.LiftPasswords or CaseMove.LiftReplies => null,
        };

    private static string? Of(CaseText? text) => text is null ? null : $"text of {CaseWords.Clock(text.ReceivedAt)}";

    private static string? Of(CaseSend? send) =>
        send is null ? null : $"{TemplateWords.Of(send.Template)}, {CaseWords.Clock(send.CreatedAt)}";

    private static string? Of(CaseCard? card) => card is null ? null : $"card {CardMask.Mask(card.Number)}";
}
