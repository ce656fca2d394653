using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Activation;

/// <summary>Which opt-out state a keyword asks for.</summary>
public enum OptOutChange
{
    Out,
    In,
}

/// <summary>A limit that tells the customer once when it is passed.</summary>
public enum LimitNotice
{
    FailedTries,
    PasswordRequests,
}

/// <summary>Why a text is decided and shown, but not answered.</summary>
public enum Withheld
{
    /// <summary>It is hours old.</summary>
    TooLate,

    /// <summary>This phone was sent enough.</summary>
    ReplyLimit,
}

/// <summary>A card to bind to the sender, in this slot of the member's 1..N.</summary>
public sealed record CardActivation(long CardId, int Slot);

/// <summary>What was decided of one text, and all that follows from it. A null <paramref name="Reply"/> means that
/// nothing is sent.</summary>
public sealed record ActivationOutcome(OutcomeCode Code, ReplyTemplate? Reply = null)
{
    /// <summary>The card that the text was about, for the log.</summary>
    public string? CardNumber { get; init; }

    /// <summary>The card that the reply names by its last 4 digits: only ever one of the sender's own.</summary>
    public string? ReplyCard { get; init; }

    public CardActivation? Activation { get; init; }

    /// <summary>Failed tries to count against the sender.</summary>
    public int FailedTries { get; init; }

    /// <summary>The numbers that failed: neighbours of one another, when somebody tries them in a row.</summary>
    public IReadOnlyList<string> TriedNumbers { get; init; } = [];

    /// <summary>Wrong security codes to count against a card.</summary>
    public (long CardId, int Count)? WrongCodes { get; init; }

    public bool CountsPasswordRequest { get; init; }

    /// <summary>The sender has shown to be the member: a number's new owner may say hello, and ask for a password, as
    /// often as they like without becoming one.</summary>
    public bool ShowsMember =>
        Code is OutcomeCode.Activated or OutcomeCode.AlreadyActive or OutcomeCode.PasswordReissued;

    public OptOutChange? OptOut { get; init; }

    public LimitNotice? Notice { get; init; }

    /// <summary>Why a reply that was owed is not sent.</summary>
    public Withheld? Withheld { get; init; }

    /// <summary>How long the customer is asked to wait.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>A reply that is still under way and answers this text too.</summary>
    public long? AnsweredByReply { get; init; }
}
