namespace SmsActivation.Core.Replies;

/// <summary>Every text we send. The name is the key in <c>replies/&lt;language&gt;.json</c> and the word in the log.</summary>
public enum ReplyTemplate
{
    Activated,
    ActivatedOwnPassword,
    WelcomeAgain,
    AlreadyActive,
    MissingCardNumber,
    InvalidCardNumber,
    AmbiguousCardNumber,
    UnknownCard,
    PhoneAlreadyLinked,
    CardAlreadyLinked,
    HeldForReview,
    CardBlocked,
    CardExpired,
    CardReplaced,
    CardNotIssued,
    CodeNeeded,
    CardNotConfirmed,
    TooManyAttempts,
    PictureReceived,
    PasswordReceived,
    PasswordReissued,
    PasswordNeedsCard,
    NoLinkedCard,
    LossReported,
    OptedOut,
    OptedIn,

    /// <summary>To START where a STOP stands that was said to another number of ours.</summary>
    OptedInHere,
    HelpSent,

    /// <summary>A text to our own people, in words of its own: no language has it, and no customer gets it.</summary>
    OnCall,

    /// <summary>A campaign's text, in words of its own that no language has.</summary>
    Campaign,

    /// <summary>A campaign's words, sent by somebody of ours to a phone of their own.</summary>
    CampaignTest,

    // What staff did, told to the customer whom it concerns.
    CardUnlinked,
    ActivationUndone,
    CardBlockedNotice,
    CardUnblockedNotice,
    CardReplacedNotice,
}
