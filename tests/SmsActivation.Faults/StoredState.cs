namespace SmsActivation.Faults;

/// <summary>What a host's database holds, as far as the invariants speak of it.</summary>
internal sealed class StoredState
{
    public required IReadOnlyList<StoredCard> Cards { get; init; }
    public required IReadOnlyList<StoredMember> Members { get; init; }
    public required IReadOnlyList<StoredLink> Links { get; init; }
    public required IReadOnlyList<StoredConsent> Consents { get; init; }

    /// <summary>Senders that get no campaigns by SMS.</summary>
    public required IReadOnlySet<string> OptedOut { get; init; }
    public required IReadOnlyList<StoredText> Inbox { get; init; }
    public required IReadOnlyList<StoredOutcome> Log { get; init; }
    public required IReadOnlyList<StoredReply> Outbox { get; init; }
    public required IReadOnlyList<StoredTry> Tries { get; init; }
    public required IReadOnlyList<StoredPassword> Passwords { get; init; }
}

internal sealed record StoredCard(long Id, string Number, string State);

internal sealed record StoredMember(long Id, string Phone);

internal sealed record StoredLink(long CardId, long MemberId, int Slot, DateTime LinkedAt, bool IsActive);

internal sealed record StoredConsent(long MemberId, string Kind);

internal sealed record StoredText(long Id, string Sid, string Sender, string State, bool Swept, DateTime ReceivedAt);

internal sealed record StoredOutcome(
    long Id,
    long InboundId,
    DateTime At,
    string MessageSid,
    string Phone,
    string? Card,
    string Outcome,
    long? ReplyId
);

/// <param name="IsReplaced">Its password expired at the carrier, so it was sent anew.</param>
internal sealed record StoredReply(
    long Id,
    string Sender,
    string Template,
    string State,
    int Attempts,
    bool HoldsPassword,
    bool IsReplaced
);

internal sealed record StoredTry(long MessageId, string Token, string? Sid);

internal sealed record StoredPassword(long MemberId, string AttemptToken, string Hash);
