namespace SmsActivation.Core.Twilio;

/// <summary>What became of a create: <see cref="Accepted"/> or <see cref="Failed"/>.</summary>
public abstract record CreateResult
{
    private CreateResult() { }

    /// <summary>Twilio has it. <paramref name="Status"/> is Twilio's word, <c>queued</c> as a rule.</summary>
    public sealed record Accepted(string Sid, string Status, int? ErrorCode) : CreateResult;

    public sealed record Failed(SendFailure Failure) : CreateResult;
}

/// <summary>Why a call failed.</summary>
/// <param name="HttpStatus">Null if no answer came.</param>
/// <param name="Code">Twilio's error code, if it gave one.</param>
/// <param name="Reason">In words fit for a log: never Twilio's own message, which quotes phone numbers.</param>
/// <param name="RetryAfter">The least time to wait, where Twilio or the code asks for one.</param>
public sealed record SendFailure(
    SendFailureKind Kind,
    int? HttpStatus,
    int? Code,
    string Reason,
    TimeSpan? RetryAfter = null
);

/// <summary>What may be done after a failure.</summary>
public enum SendFailureKind
{
    /// <summary>Twilio never took it (no connection, our deadline before the first byte, 429): try again.</summary>
    NotProcessed,

    /// <summary>The account, the key or the sender is at fault: pause that sender, fail no text.</summary>
    OurFault,

    /// <summary>The recipient or the text is at fault: never again.</summary>
    Rejected,

    /// <summary>Bytes were written and no clear answer came: Twilio may have it, so never resend blindly.</summary>
    Ambiguous,
}
