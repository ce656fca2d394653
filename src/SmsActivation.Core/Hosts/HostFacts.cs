using System.Text.Json;

namespace SmsActivation.Core.Hosts;

/// <summary>What only the host itself knows, as it stands in its row for the others.</summary>
/// <param name="WebhooksTaken">Signed webhooks of the last five minutes that were not answered 403.</param>
/// <param name="WebhooksRefused">Those that were.</param>
/// <param name="SpoolTexts">Texts that wait on this host's disk.</param>
/// <param name="SpoolSince">Since when the oldest of them does.</param>
public sealed record HostFacts(
    int WebhooksTaken = 0,
    int WebhooksRefused = 0,
    long SpoolTexts = 0,
    DateTimeOffset? SpoolSince = null,
    bool SpoolFailing = false
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null for what another version wrote and this one cannot read.</summary>
    public static HostFacts? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<HostFacts>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
