using System.Globalization;
using System.Text;

namespace SmsActivation.Core.Twilio;

/// <summary>Fields as Twilio's OpenAPI spells them.</summary>
internal static class RequestFields
{
    /// <summary>The create request's form (CreateMessageRequest).</summary>
    public static byte[] ToForm(this OutgoingMessage message) =>
        Encoding.ASCII.GetBytes(
            Escaped([
                ("To", message.To),
                (message.LeavesFromService ? "MessagingServiceSid" : "From", message.Sender),
                ("Body", message.Body),
                ("StatusCallback", message.StatusCallback),
                ("ValidityPeriod", message.ValiditySeconds?.ToString(CultureInfo.InvariantCulture)),
            ])
        );

    /// <summary>The list request's query, "" for all messages.</summary>
    public static string ToQuery(this MessageFilter filter)
    {
        var query = Escaped([
            ("To", filter.To),
            ("From", filter.From),
            // The comparison is part of the name: "DateSent>=2026-01-01".
            ("DateSent>", Utc(filter.SentFrom)),
            ("DateSent<", Utc(filter.SentUntil)),
            ("PageSize", filter.PageSize?.ToString(CultureInfo.InvariantCulture)),
        ]);
        return query.Length == 0 ? "" : "?" + query;
    }

    private static string Escaped((string Name, string? Value)[] fields) =>
        string.Join(
            '&',
            fields
                .Where(field => field.Value is not null)
                .Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value!)}")
        );

    private static string? Utc(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
