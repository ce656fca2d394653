using SmsActivation.Core.Alerts;

namespace SmsActivation.Core.Needs;

/// <summary>What can wait for a person.</summary>
public enum NeedKind
{
    /// <summary>Something that the host noticed and that is not over.</summary>
    Alert,

    /// <summary>A customer says that a card is lost, and was told that we know.</summary>
    LossReport,

    /// <summary>A text that could not be handled in all its tries.</summary>
    DeadLetter,

    /// <summary>A welcome or a password that did not arrive, and nobody has signed in since.</summary>
    UndeliveredWelcome,

    /// <summary>A send of which the carrier's list cannot tell whether it was one.</summary>
    UnsettledSend,

    /// <summary>A card that nobody can activate before somebody has looked at it.</summary>
    HeldCard,
}

/// <summary>One thing that waits for a person, as it is stored.</summary>
public sealed record Need
{
    public required NeedKind Kind { get; init; }

    /// <summary>Of the row it stands in: of <c>inbound_messages</c> for a text, <c>outbound_messages</c> for a send,
    /// <c>cards</c> for a card, <c>alerts</c> for an alert.</summary>
    public required long Id { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whom it concerns, as the sender is kept; null when it is about no phone.</summary>
    public string? Phone { get; init; }

    /// <summary>A whole number, or the last 4 digits where no more is kept.</summary>
    public string? Card { get; init; }

    /// <summary>Why, as the row says it: a reason typed by a person, a word of the carrier's or of ours.</summary>
    public string? Word { get; init; }

    /// <summary>Of the carrier.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>They have texted START since, so the carrier lets us through again.</summary>
    public bool StartedSince { get; init; }

    /// <summary>What it is where it is an alert.</summary>
    public StandingAlert? Alert { get; init; }

    /// <summary>What an alert counts, and what that usually is.</summary>
    public long? Figure { get; init; }
    public long? Usual { get; init; }

    /// <summary>Of the card, where an alert is about one that we know.</summary>
    public long? CardId { get; init; }

    /// <summary>Who looks after it; nobody else need.</summary>
    public string? TakenBy => Alert?.AcknowledgedBy;
}
