using System.Globalization;

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

    internal string ToQuery()
    {
        (string Name, string? Value)[] fields =
        [
            ("To", To),
            ("From", From),
            // The comparison is part of the name: "DateSent>=2026-01-01".
            ("DateSent>", Utc(SentFrom)),
            ("DateSent<", Utc(SentUntil)),
            ("PageSize", PageSize?.ToString()),
        ];
        var given = fields.Where(field => field.Value is not null);
        var query = string.Join(
            '&',
            given.Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value!)}")
        );
        return query.Length == 0 ? "" : "?" + query;
    }

    private static string? Utc(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
