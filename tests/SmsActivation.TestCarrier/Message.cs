using System.Globalization;
using System.Text.Json.Nodes;

namespace SmsActivation.TestCarrier;

/// <summary>A text that was taken, or that a customer sent, as the Messages resource shows it.</summary>
public sealed class Message(string sid, string accountSid, DateTimeOffset at)
{
    public string Sid { get; } = sid;
    public string AccountSid { get; } = accountSid;
    public required string To { get; init; }
    public required string From { get; init; }
    public required string Body { get; set; }
    public string Direction { get; init; } = "outbound-api";
    public string StatusCallback { get; init; } = "";
    public DateTimeOffset CreatedAt { get; } = at;

    /// <summary>The list shows it from then on.</summary>
    public DateTimeOffset ListedAt { get; init; } = at;
    public string Status { get; set; } = "queued";
    public int? ErrorCode { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    public JsonObject ToJson()
    {
        var uri = $"/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}";
        return new JsonObject
        {
            ["account_sid"] = AccountSid,
            ["api_version"] = "2010-04-01",
            ["body"] = Body,
            ["date_created"] = Rfc2822(CreatedAt),
            ["date_sent"] = SentAt is { } sent ? Rfc2822(sent) : null,
            ["date_updated"] = Rfc2822(SentAt ?? CreatedAt),
            ["direction"] = Direction,
            ["error_code"] = ErrorCode,
            ["error_message"] = null,
            ["from"] = From,
            ["messaging_service_sid"] = null,
            ["num_media"] = "0",
            ["num_segments"] = "1",
            ["price"] = null,
            ["price_unit"] = null,
            ["sid"] = Sid,
            ["status"] = Status,
            ["subresource_uris"] = new JsonObject { ["media"] = uri + "/Media.json" },
            ["to"] = To,
            ["uri"] = uri + ".json",
        };
    }

    private static string Rfc2822(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
}
