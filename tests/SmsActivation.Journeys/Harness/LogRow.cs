namespace SmsActivation.Journeys.Harness;

/// <summary>A line of <c>log list --json --reveal</c>.</summary>
public sealed record LogRow(
    DateTimeOffset At,
    string MessageSid,
    string Channel,
    string Phone,
    string? Card,
    string Outcome,
    string? Reply,
    string? ReplyState
)
{
    /// <summary>Nothing more will happen to its reply, unless the carrier reports again.</summary>
    public bool IsSettled => ReplyState is null or "delivered" or "undelivered" or "failed";
}

/// <summary>A line of <c>cards show --json --reveal</c>.</summary>
public sealed record CardRow(
    string Number,
    string State,
    string? Phone,
    DateTimeOffset? LinkedAt,
    string? Batch,
    string? Kind,
    string? ExpiresOn
);
