namespace SmsActivation.Core.Alerts;

/// <summary>An alert as it is stored.</summary>
public class StandingAlert
{
    public long Id { get; init; }
    public AlertKind Kind { get; init; }
    public string Subject { get; init; } = "";
    public DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Null while it stands.</summary>
    public DateTimeOffset? ClearedAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? AcknowledgedBy { get; init; }
    public long? Figure { get; init; }
    public long? Usual { get; init; }
    public DateTimeOffset? TellAt { get; init; }

    /// <summary>The campaign that has paused by itself, as long as it is so.</summary>
    public long? CampaignId { get; init; }

    /// <summary>Why it did, in words that stand behind a colon.</summary>
    public string? CampaignReason { get; init; }

    /// <summary>A person has dealt with it already, and the next looks clear it.</summary>
    public bool IsOver => Kind == AlertKind.CampaignPaused && CampaignId is null;

    /// <summary>What it is about, fit for a screen, a log and a webhook.</summary>
    public string Shown => AlertWords.Shown(Kind, Subject);
    public string Summary => AlertWords.Summary(Kind, Shown, Figure, Usual);

    /// <summary>The same where there is room for why.</summary>
    public string SummaryWithWhy =>
        CampaignReason is { } why ? $"campaign {Shown} has paused by itself: {why}" : Summary;
    public string NextStep => AlertWords.NextStep(Kind, Subject);
}
