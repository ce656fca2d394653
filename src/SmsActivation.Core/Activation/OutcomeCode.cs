namespace SmsActivation.Core.Activation;

/// <summary>What became of a text. The same word in the database, the log, the metrics, the API and the dashboard;
/// the members stand in order of precedence.</summary>
public enum OutcomeCode
{
    SenderNotReachable,
    OptedOut,
    OptedIn,
    HelpSent,
    NotAllowed,
    PasswordReceived,
    PasswordReissued,
    PasswordNeedsCard,
    NoLinkedCard,
    LossReported,
    TooManyAttempts,
    PictureReceived,
    Acknowledged,
    InvalidCardNumber,
    MissingCardNumber,
    AmbiguousCardNumber,
    UnknownCard,
    AlreadyActive,
    PhoneAlreadyLinked,
    CardAlreadyLinked,
    HeldForReview,
    CardBlocked,
    CardReplaced,
    CardExpired,
    CardNotIssued,
    CodeNeeded,
    Activated,
    Unprocessed,
}
