using System.Globalization;
using SmsActivation.Core.Replies;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Rest;

/// <summary>The Message resource (schema api.v2010.account.message of Twilio's OpenAPI), in its order of fields.</summary>
internal sealed record MessageResource
{
    public required string Body { get; init; }
    public required string NumSegments { get; init; }
    public required string Direction { get; init; }
    public required string? From { get; init; }
    public required string To { get; init; }
    public required string DateUpdated { get; init; }
    public string? Price { get; init; }
    public required string? ErrorMessage { get; init; }
    public required string Uri { get; init; }
    public required string AccountSid { get; init; }
    public required string NumMedia { get; init; }
    public required string Status { get; init; }
    public required string? MessagingServiceSid { get; init; }
    public required string Sid { get; init; }
    public required string? DateSent { get; init; }
    public required string DateCreated { get; init; }
    public required int? ErrorCode { get; init; }
    public required string? PriceUnit { get; init; }
    public string ApiVersion { get; } = Words.ApiVersion;
    public required IReadOnlyDictionary<string, string> SubresourceUris { get; init; }

    public static MessageResource Of(SimulatedMessage message, string accountSid)
    {
        var root = $"/{Words.ApiVersion}/Accounts/{accountSid}/Messages/{message.Sid}";
        // A sender out of a messaging service's pool is chosen, and the price known, only after the create.
        var isNew = message.Status is MessageStatus.Accepted or MessageStatus.Queued;
        var pooled = message.Status == MessageStatus.Accepted;
        var uris = new Dictionary<string, string>(StringComparer.Ordinal) { ["media"] = $"{root}/Media.json" };
        if (!isNew)
            uris["feedback"] = $"{root}/Feedback.json";
        return new MessageResource
        {
            Body = message.Body,
            NumSegments = Segments(message),
            Direction = Words.Of(message.Direction),
            From = pooled ? null : message.From.ToString(),
            To = message.To.ToString(),
            DateUpdated = Rfc2822(message.UpdatedAt),
            ErrorMessage = Words.OfError(message.ErrorCode),
            Uri = $"{root}.json",
            AccountSid = accountSid,
            NumMedia = message.NumMedia.ToString(CultureInfo.InvariantCulture),
            Status = Words.Of(message.Status),
            MessagingServiceSid = message.MessagingServiceSid,
            Sid = message.Sid,
            DateSent = message.SentAt is { } sent ? Rfc2822(sent) : null,
            DateCreated = Rfc2822(message.CreatedAt),
            ErrorCode = message.ErrorCode,
            PriceUnit = isNew ? null : "USD",
            SubresourceUris = uris,
        };
    }

    /// <summary>"Thu, 24 Aug 2023 05:01:45 +0000"</summary>
    private static string Rfc2822(DateTimeOffset at) =>
        at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    /// <summary>Counted on what was sent: redacting does not make a text shorter.</summary>
    private static string Segments(SimulatedMessage message) =>
        message.To.Channel == Channel.WhatsApp
            ? "1"
            : SmsSegments.Count(message.Shown).Segments.ToString(CultureInfo.InvariantCulture);
}
