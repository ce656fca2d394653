using SmsActivation.Core.Inbox;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Outbox;

/// <summary>The right to send one text, and to be the only one sending to its phone, until the lease runs out.</summary>
public sealed record SendLease(string Token, OutgoingText Text);

/// <summary>A text in the outbox: a template and what fills it.</summary>
public sealed record OutgoingText(
    long Id,
    string Sender,
    Channel Channel,
    string To,
    string? TextedAddress,
    ReplyTemplate Template,
    string Language,
    string? Card,
    TimeSpan? Wait,
    long? MemberId,
    bool HoldsPassword,
    int Attempts,
    DateTimeOffset CreatedAt
);

/// <summary>A password drawn for one try: only its hash, and the try that carries it.</summary>
public sealed record DrawnPassword(long MemberId, string Hash, DateTimeOffset ExpiresAt);
