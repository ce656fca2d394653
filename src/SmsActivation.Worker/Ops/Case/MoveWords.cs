using SmsActivation.Core.Cases;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>A move as its button says it, and what follows from it.</summary>
/// <param name="Button">An order, of few words.</param>
/// <param name="What">A sentence.</param>
/// <param name="Ask">What to confirm, where it is hard to take back.</param>
public sealed record MoveWords(string Button, string What, string? Ask = null)
{
    public bool IsDanger => Ask is not null;

    /// <summary>The button's words within a sentence.</summary>
    public string Lower => char.ToLowerInvariant(Button[0]) + Button[1..];

    public static MoveWords Of(CaseMove move) =>
        move switch
        {
            CaseMove.Replay => new(
                "Read it again",
                "The text is handled as if it had come now, and the customer is answered."
            ),
            CaseMove.Resend => new(
                "Send it again",
                "The same text leaves once more. Where it holds a password, that is a new one."
            ),
            CaseMove.FinishSent => new(
                "The carrier has it",
                "The text counts as sent. Look in the carrier's log first."
            ),
            CaseMove.FinishFailed => new(
                "The carrier never had it",
                "The text counts as not sent, and you may send it again. Look in the carrier's log first."
            ),
            CaseMove.ReissuePassword => new(
                "Send a new password",
                "The customer gets a text with a password that works for one sign-in, as if they had texted PASSWORD."
            ),
            CaseMove.LiftTries => new(
                "Let them try again",
                "Failed tries of this phone are counted from zero. Tell the customer: nobody texts them."
            ),
            CaseMove.LiftPasswords => new(
                "Let them ask for a password again",
                "Requests for a password of this phone are counted from zero. Tell the customer: nobody texts them."
            ),
            CaseMove.LiftReplies => new(
                "Answer them again",
                "Replies to this phone are counted from zero. Tell the customer: nobody texts them."
            ),
            CaseMove.LiftCodeLock => new(
                "Compare codes again",
                "Wrong codes of this card are counted from zero. Tell the customer: nobody texts them."
            ),
            CaseMove.ReleaseHold => new(
                "Release the card",
                "Whoever has the card can activate it. Make sure that it is theirs."
            ),
            CaseMove.Unlink => new(
                "Unlink the card",
                "The phone that has the card loses it and is told by SMS; then any phone can activate it. Ask for proof first.",
                "Take the card from the phone that has it?"
            ),
            CaseMove.Undo => new(
                "Undo the activation",
                "The card is as it was before; the phone's password for it stops working, and the phone is told by SMS.",
                "Undo this activation?"
            ),
            CaseMove.Block => new(
                "Block the card",
                "Nobody can use the card or activate it. The phone that has it loses it and is told by SMS.",
                "Block this card?"
            ),
            CaseMove.Unblock => new(
                "Unblock the card",
                "The card can be activated again. Whoever had it last is told by SMS."
            ),
            CaseMove.Replace => new(
                "Replace the card",
                "The new card is active on this phone at once, and the old one stops working. The customer is told by SMS.",
                "Replace this card?"
            ),
        };
}

/// <summary>What became of a move.</summary>
/// <param name="Good">It was done.</param>
public sealed record AnswerWords(bool Good, string Sentence)
{
    /// <summary>It tells of something under way, and is not true once that has arrived.</summary>
    public bool WhileMoving { get; init; }

    public static AnswerWords Of(CaseMove move, CaseAnswer answer) =>
        Said(move, answer) with
        {
            WhileMoving = answer.IsDone() && move is CaseMove.Replay or CaseMove.Resend or CaseMove.ReissuePassword,
        };

    private static AnswerWords Said(CaseMove move, CaseAnswer answer) =>
        answer switch
        {
            CaseAnswer.Done => new(true, Done(move)),
            CaseAnswer.DoneTold => new(true, $"{Done(move)}{Told(move)}"),
            CaseAnswer.DoneUntold => new(true, $"{Done(move)} The customer has opted out, so no SMS says so."),
            CaseAnswer.Changed => new(
                false,
                "Nothing was changed: it is not as it was when you looked. Somebody was faster, perhaps. See how it stands now."
            ),
            CaseAnswer.OptedOut => new(
                false,
                "Nothing was sent: the customer has opted out. Ask them to text START first."
            ),
            CaseAnswer.UnderWay => new(false, "Nothing was sent: a text with a password is on its way already."),
            CaseAnswer.TooLate => new(
                false,
                $"Nothing was changed: an activation can be undone for {LinkChanges.UndoWithin.TotalMinutes} minutes. Unlink the card instead."
            ),
            CaseAnswer.NotFree => new(
                false,
                "Nothing was changed: the new card is not free. It is in use, held, blocked, past its last day, or no card of ours."
            ),
            CaseAnswer.OutOfDate => new(
                false,
                "Nothing was done: what that text said is not true any more, or its words are kept no longer."
            ),
            CaseAnswer.NoReason => new(false, "Nothing was changed: write down why, in a few words."),
        };

    private static string Done(CaseMove move) =>
        move switch
        {
            CaseMove.Replay => "The text is being read again.",
            CaseMove.Resend => "It is being sent again.",
            CaseMove.FinishSent => "It counts as sent.",
            CaseMove.FinishFailed => "It counts as not sent. You may send it again.",
            CaseMove.ReissuePassword => "A new password is on its way.",
            CaseMove.LiftTries => "They can try again: ask them to text the card's number now.",
            CaseMove.LiftPasswords => "They can ask again: PASSWORD is answered now.",
            CaseMove.LiftReplies => "Their texts are answered again.",
            CaseMove.LiftCodeLock => "Codes of this card are compared again.",
            CaseMove.ReleaseHold => "The card is released: ask them to text its number now.",
            CaseMove.Unlink => "The card is unlinked: ask its owner to text its number now.",
            CaseMove.Undo => "The activation is undone.",
            CaseMove.Block => "The card is blocked.",
            CaseMove.Unblock => "The card is unblocked: it can be activated again.",
            CaseMove.Replace => "The new card is active.",
        };

    private static string Told(CaseMove move) =>
        move is CaseMove.Resend or CaseMove.ReissuePassword ? "" : " The phone that it concerns is told by SMS.";
}
