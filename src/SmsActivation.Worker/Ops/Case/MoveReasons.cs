using SmsActivation.Core.Cases;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>Why a move is mostly made, ready to be chosen.</summary>
public static class MoveReasons
{
    public static IReadOnlyList<string> Of(CaseMove move) =>
        move switch
        {
            CaseMove.Replay => ["the customer waits for an answer", "what was wrong is mended"],
            CaseMove.Resend => ["the customer called, it did not arrive", "the customer is at the till"],
            CaseMove.FinishSent => ["the carrier's log shows it", "the customer has it"],
            CaseMove.FinishFailed => ["the carrier's log does not show it"],
            CaseMove.ReissuePassword =>
            [
                "the customer called, it did not arrive",
                "the customer lost the password",
                "the customer is at the till",
            ],
            CaseMove.LiftTries => ["the customer read the right number to me", "the customer has the card in hand"],
            CaseMove.LiftPasswords => ["the customer did ask for them", "the passwords did not arrive"],
            CaseMove.LiftReplies => ["a person texts, no robot"],
            CaseMove.LiftCodeLock => ["the customer has the card in hand", "the customer read the right code to me"],
            CaseMove.ReleaseHold => ["the customer showed the card", "the customer showed a receipt"],
            CaseMove.Unlink =>
            [
                "the customer showed the card",
                "the customer showed a receipt",
                "both phones are the customer's",
            ],
            CaseMove.Undo => ["activated by mistake", "the card is somebody else's"],
            CaseMove.Block => ["the customer lost the card", "the card was stolen"],
            CaseMove.Unblock => ["the card was found again", "it was blocked by mistake"],
            CaseMove.Replace => ["the old card is lost", "the old card is worn out", "the customer wants the new card"],
        };
}
