using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmsActivation.Core.Alerts;

/// <summary>What a webhook gets: <c>type</c>, <c>timestamp</c> and <c>data</c>, as Standard Webhooks names them.</summary>
public static class AlertBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Default,
    };

    /// <param name="origin">Where the dashboard is reached.</param>
    /// <param name="notTexted">Why nobody could be texted, where nobody was.</param>
    public static byte[] Write(
        StandingAlert alert,
        AlertNews news,
        string origin,
        string? notTexted,
        DateTimeOffset now
    ) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = "alert." + news.Word(),
                timestamp = now.UtcDateTime,
                data = new
                {
                    alertId = alert.Id,
                    kind = alert.Kind.ToString(),
                    severity = alert.Kind.Severity().ToString().ToLowerInvariant(),
                    subject = alert.Shown,
                    summary = alert.Summary,
                    nextStep = alert.NextStep,
                    link = origin + "/ops/needs",
                    raisedAt = alert.RaisedAt.UtcDateTime,
                    clearedAt = alert.ClearedAt?.UtcDateTime,
                    notTexted,
                },
            },
            Options
        );
}
