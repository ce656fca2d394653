namespace SmsActivation.Core.Cases;

/// <summary>What a person can do about a case.</summary>
public enum CaseMove
{
    Replay,
    Resend,

    /// <summary>The carrier has it: the send ends as sent.</summary>
    FinishSent,

    /// <summary>The carrier never had it: the send ends as failed, and may then be sent again.</summary>
    FinishFailed,
    ReissuePassword,
    LiftTries,
    LiftPasswords,
    LiftReplies,
    LiftCodeLock,
    ReleaseHold,
    Unlink,
    Undo,
    Block,
    Unblock,
    Replace,
}

/// <summary>A move, and the row that it is made on.</summary>
/// <param name="Target">The id of a text, a send, a member, a card or a link, as the move asks; 0 for the phone itself.</param>
public sealed record PossibleMove(CaseMove Move, long Target)
{
    /// <summary>The lost text that a new password makes good.</summary>
    public long? InsteadOf { get; init; }
}

/// <summary>How a case stands, as the one thing that matters now.</summary>
public enum CaseFinding
{
    /// <summary>No text from this phone, or about this card, is here.</summary>
    NothingArrived,
    TextWaits,
    TextGivenUp,

    /// <summary>STOP was their last word.</summary>
    OptedOut,

    /// <summary>The carrier knows of a STOP: only a START of theirs lets texts through.</summary>
    CarrierSaysOptedOut,

    /// <summary>The phone was off or out of reach; a text sent now may arrive.</summary>
    PhoneWasAway,

    /// <summary>No text can reach this number: a landline, or out of service.</summary>
    NumberTakesNoTexts,

    /// <summary>Our number or account is at fault; an admin has to mend it first.</summary>
    SenderNotAllowed,

    /// <summary>Filtered, refused, or without a reason: sent again it often arrives.</summary>
    ReplyLost,
    SendUnsettled,
    SendLeftToPerson,
    SendsHeld,
    SendWaits,

    /// <summary>With the carrier, and no word of it yet.</summary>
    ReplyUnreported,
    TriesUsedUp,
    PasswordsUsedUp,
    RepliesUsedUp,
    AnotherPhoneHasCard,

    /// <summary>The card of this phone was texted by another since.</summary>
    AnotherPhoneWantsCard,

    /// <summary>What stood in the way of the last text is gone: the customer texts the card again.</summary>
    TextAgain,
    PhoneHasAnotherCard,
    CardHeld,
    CardBlocked,
    CardReplaced,
    CardExpired,
    CardNotIssued,
    CodesLocked,
    CodeMissing,
    LossReported,

    /// <summary>The number they sent is none of ours, or none at all.</summary>
    NumberNotRead,

    /// <summary>They sent our password, or asked for one that cannot be given as they asked.</summary>
    PasswordNotGiven,
    NotServed,
    SenderUnreachable,

    /// <summary>They heard of us, and no card is active on this phone.</summary>
    NoCard,

    /// <summary>Active, the password is delivered, and nobody has signed in yet.</summary>
    NotSignedIn,
    AllWell,

    /// <summary>Of a card: in use by a phone.</summary>
    CardInUse,

    /// <summary>Of a card: ready to be activated.</summary>
    CardFree,
}

/// <summary>The finding, and the one move that mends it; no move where the next step is the customer's.</summary>
public sealed record CaseStep(CaseFinding Finding, PossibleMove? Move = null)
{
    public CaseText? Text { get; init; }
    public CaseSend? Send { get; init; }
    public CaseCard? Card { get; init; }
    public CaseClaim? Claim { get; init; }
}
