using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SmsActivation.Journeys.Harness;

/// <summary>A shop's own system: takes events, checks their signatures with code of its own, and remembers what it
/// acknowledged.</summary>
internal sealed class EventReceiver : IAsyncDisposable
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly List<ToldEvent> _taken = [];
    private readonly WebApplication _app;

    private EventReceiver(WebApplication app) => _app = app;

    public string Secret => "whsec_" + Convert.ToBase64String(_key);
    public string Url => _app.Urls.Single() + "/events";

    /// <summary>What each request is answered with; 200 unless a test says otherwise. 0 closes the connection.</summary>
    public Func<ToldEvent, int> Answer { get; set; } = _ => 200;

    /// <summary>Requests that were not signed by our secret in the last five minutes.</summary>
    public int Forged { get; private set; }

    /// <summary>Those it answered with 2xx, as they came.</summary>
    public IReadOnlyList<ToldEvent> Taken
    {
        get
        {
            lock (_taken)
                return [.. _taken];
        }
    }

    /// <summary>What a host needs to know to tell it of alerts.</summary>
    public IReadOnlyDictionary<string, string?> AlertSettings =>
        new Dictionary<string, string?>
        {
            ["Alerts__Webhooks__0__Url"] = Url,
            ["Alerts__Webhooks__0__Secret"] = Secret,
        };

    /// <summary>What a host needs to know of it.</summary>
    public IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["Events__Targets__0__Name"] = "shop",
            ["Events__Targets__0__Url"] = Url,
            ["Events__Targets__0__Secret"] = Secret,
        };

    public static async Task<EventReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new EventReceiver(app);
        app.MapPost("/events", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers;
        var id = headers["webhook-id"].ToString();
        var at = headers["webhook-timestamp"].ToString();
        var signed = Encoding.UTF8.GetBytes($"{id}.{at}.{body}");
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed));
        if (headers["webhook-signature"] != expected)
        {
            Forged++;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var told = JsonDocument.Parse(body).RootElement;
        var data = told.GetProperty("data");
        var one = new ToldEvent(
            id,
            told.GetProperty("type").GetString()!,
            Number(data, "memberId"),
            Number(data, "sequence"),
            data.TryGetProperty("cardNumber", out var card) ? card.GetString() : null,
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(at, CultureInfo.InvariantCulture)),
            data
        );
        var status = Answer(one);
        if (status == 0)
        {
            context.Abort();
            return;
        }
        // Taken before it is answered: the host may die between the two.
        if (status is >= 200 and < 300)
            lock (_taken)
                _taken.Add(one);
        context.Response.StatusCode = status;
    }

    private static long? Number(JsonElement data, string name) =>
        data.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number
            ? number.GetInt64()
            : null;
}

/// <summary>An event as a receiver reads it.</summary>
internal sealed record ToldEvent(
    string Id,
    string Type,
    long? MemberId,
    long? Sequence,
    string? CardNumber,
    DateTimeOffset SignedAt,
    JsonElement Data
);
