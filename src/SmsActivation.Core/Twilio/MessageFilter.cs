namespace SmsActivation.Core.Twilio;

/// <summary>Which messages to list; null leaves a field out.</summary>
/// <param name="SentFrom">Sent at or after, to the second.</param>
/// <param name="SentUntil">Sent at or before, to the second.</param>
/// <param name="PageSize">1 to 1000; Twilio's default is 50.</param>
public sealed record MessageFilter(
    string? To = null,
    string? From = null,
    DateTimeOffset? SentFrom = null,
    DateTimeOffset? SentUntil = null,
    int? PageSize = null
)
{
    /// <summary>No phone numbers in a log by accident.</summary>
    public override string ToString() => nameof(MessageFilter);
}
