namespace SmsActivation.Core.Cases;

/// <summary>What became of an action of staff. Everything below <see cref="DoneUntold"/> wrote nothing.</summary>
public enum CaseAnswer
{
    /// <summary>There is nobody to tell of it.</summary>
    Done,

    /// <summary>And the customer is texted about it.</summary>
    DoneTold,

    /// <summary>The customer has opted out, so no text says so.</summary>
    DoneUntold,

    /// <summary>What was to be changed is not as it was: somebody was faster, or it never was so.</summary>
    Changed,

    /// <summary>The customer has opted out: only a START of theirs lets texts through again.</summary>
    OptedOut,

    /// <summary>A text with a password is on its way already.</summary>
    UnderWay,

    /// <summary>An activation is undone within <see cref="LinkChanges.UndoWithin"/> only.</summary>
    TooLate,

    /// <summary>The other card is not free: in use, held, past its last day, or no card of ours.</summary>
    NotFree,

    /// <summary>What the text says is not true any more, or its words are kept no longer.</summary>
    OutOfDate,

    /// <summary>Every change needs a reason.</summary>
    NoReason,
}

public static class CaseAnswers
{
    public static bool IsDone(this CaseAnswer answer) =>
        answer switch
        {
            CaseAnswer.Done or CaseAnswer.DoneTold or CaseAnswer.DoneUntold => true,
            CaseAnswer.Changed
            or CaseAnswer.OptedOut
            or CaseAnswer.UnderWay
            or CaseAnswer.TooLate
            or CaseAnswer.NotFree
            or CaseAnswer.OutOfDate
            or CaseAnswer.NoReason => false,
        };
}
