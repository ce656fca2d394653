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

public static class OutcomeCodes
{
    /// <summary>By its word, in capitals or not; null for what is none.</summary>
    public static OutcomeCode? Parse(string word)
    {
        // Enum.TryParse takes numbers and lists too.
        foreach (var code in Enum.GetValues<OutcomeCode>())
            if (string.Equals(code.ToString(), word, StringComparison.OrdinalIgnoreCase))
                return code;
        return null;
    }
}
