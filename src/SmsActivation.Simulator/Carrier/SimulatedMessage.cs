namespace SmsActivation.Simulator.Carrier;

internal enum MessageStatus
{
    Accepted,
    Queued,
    Sent,
    Delivered,
    Undelivered,
    Failed,
    Received,
}

internal enum Direction
{
    Inbound,
    OutboundApi,
    OutboundReply,
}

/// <summary>How the host answered the webhook of an incoming text; no status means that nobody answered.</summary>
internal sealed record Handover(bool Taken, int? HttpStatus);

/// <summary>One message at one moment; every change makes a new one with a higher revision.</summary>
internal sealed record SimulatedMessage
{
    public required string Sid { get; init; }
    public required Direction Direction { get; init; }
    public required Address From { get; init; }
    public required Address To { get; init; }

    /// <summary>What the API gives; empty once redacted.</summary>
    public required string Body { get; init; }

    /// <summary>What the handset shows; redacting at the carrier takes nothing off a phone.</summary>
    public required string Shown { get; init; }
    public required MessageStatus Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public int? ErrorCode { get; init; }
    public string? MessagingServiceSid { get; init; }
    public int NumMedia { get; init; }

    /// <summary>Null while the webhook is under way, and for outgoing messages.</summary>
    public Handover? Handover { get; init; }
    public long Revision { get; init; }

    /// <summary>The customer's end.</summary>
    public Address Phone => Direction == Direction.Inbound ? From : To;

    public SimulatedMessage MovedTo(MessageStatus status, int? errorCode, DateTimeOffset now) =>
        this with
        {
            Status = status,
            ErrorCode = errorCode,
            UpdatedAt = now,
            SentAt = SentAt ?? (status == MessageStatus.Failed ? null : now),
        };

    /// <summary>No phone, no text: records print themselves.</summary>
    public override string ToString() => $"{nameof(SimulatedMessage)} {Sid} {Status}";
}
