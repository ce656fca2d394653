namespace SmsActivation.Core.Cards;

/// <summary>One card as people ask about it.</summary>
public sealed record CardView
{
    public required string Number { get; init; }

    /// <summary>As of now: the expiry date counts whether or not anyone has written it down.</summary>
    public required CardState State { get; init; }

    /// <summary>The phone that holds it, E.164; null when its link has ended, by expiry too.</summary>
    public string? Phone { get; init; }
    public DateTimeOffset? LinkedAt { get; init; }
    public string? Batch { get; init; }
    public string? Kind { get; init; }

    /// <summary>The last good day, UTC.</summary>
    public DateOnly? ExpiresOn { get; init; }
    public bool HasCode { get; init; }
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>Why it is held, or else why it was last released.</summary>
    public string? HeldReason { get; init; }
}
