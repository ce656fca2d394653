namespace SmsActivation.Core.Outbox;

/// <summary>A send of unknown end, claimed for one look into the carrier's list; nothing is sent to its phone
/// meanwhile.</summary>
/// <param name="Token">Of this look's lease on the text and on its phone.</param>
/// <param name="Attempt">Token of its last try.</param>
/// <param name="StartedAt">When that try was announced.</param>
/// <param name="Text">As sent, with {password} left open.</param>
/// <param name="EmptyLookAt">When a look first found nothing.</param>
public sealed record UnsettledSend(
    long Id,
    string Token,
    string Sender,
    string To,
    string Attempt,
    DateTimeOffset StartedAt,
    DateTimeOffset CreatedAt,
    string Text,
    bool Campaign,
    DateTimeOffset? EmptyLookAt
);

/// <summary>What one look into the carrier's list says about a send.</summary>
public abstract record LookResult
{
    /// <summary>The carrier has it.</summary>
    public sealed record Found(string Sid, string? Status, int? ErrorCode) : LookResult;

    /// <summary>Nothing in the list is this text.</summary>
    public sealed record Nothing : LookResult;

    /// <summary>The list cannot say: a person must. <paramref name="Reason"/> is a word for the database.</summary>
    public sealed record Unclear(string Reason) : LookResult;
}
