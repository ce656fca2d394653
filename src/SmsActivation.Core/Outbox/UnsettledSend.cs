namespace SmsActivation.Core.Outbox;

/// <summary>A send of unknown end, claimed for one look into the carrier's list; nothing is sent to its phone
/// meanwhile.</summary>
/// <param name="Token">Of this look's lease on the text and on its phone.</param>
/// <param name="Attempts">How often it was tried, whatever came of it.</param>
/// <param name="Tries">Those whose end is open, newest first: each of them may be with the carrier.</param>
/// <param name="EmptyLookAt">When a look first found nothing of the newest.</param>
/// <param name="TextSid">Of the customer's text that it answers, for the log.</param>
public sealed record UnsettledSend(
    long Id,
    string Token,
    string Sender,
    string To,
    bool Campaign,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset UnknownSince,
    DateTimeOffset? EmptyLookAt,
    IReadOnlyList<OpenTry> Tries,
    string? TextSid = null
);

/// <summary>A try that may have been accepted.</summary>
/// <param name="StartedAt">When it was announced.</param>
/// <param name="EndsBy">Nothing of it leaves us after this.</param>
/// <param name="Text">As sent, with {password} left open.</param>
public sealed record OpenTry(string Token, DateTimeOffset StartedAt, DateTimeOffset EndsBy, string Text);

/// <summary>What one look into the carrier's list says about a send.</summary>
public abstract record LookResult
{
    /// <summary>The carrier has it. After a list that lagged behind two looks it may have more than one try.</summary>
    /// <param name="Newest">The try that settles the text.</param>
    public sealed record Found(FoundTry Newest, IReadOnlyList<FoundTry> Earlier) : LookResult;

    /// <summary>Nothing in the list is this text.</summary>
    public sealed record Nothing : LookResult;

    /// <summary>The list cannot say: a person must. <paramref name="Reason"/> is a word for the database.</summary>
    public sealed record Unclear(string Reason) : LookResult;
}

/// <summary>A try that the carrier lists.</summary>
public sealed record FoundTry(string Attempt, string Sid, string? Status, int? ErrorCode);
