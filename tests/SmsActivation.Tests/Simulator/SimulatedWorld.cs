using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmsActivation.Simulator;

namespace SmsActivation.Tests.Simulator;

/// <summary>A webhook as the product would receive it.</summary>
internal sealed record ReceivedWebhook(string Url, string Signature, IReadOnlyDictionary<string, string> Form)
{
    public string this[string field] => Form[field];
}

/// <summary>The simulator on a real port beside a product that only writes down what reaches it.</summary>
internal sealed class SimulatedWorld : IAsyncDisposable
{
    public const string Phone = "+16465550142";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedWebhook> webhooks = new();

    private SimulatedWorld(WebApplication app, SimulatedAccount account, Uri root)
    {
        this.app = app;
        Account = account;
        Root = root;
        Http = new HttpClient { BaseAddress = root };
    }

    public SimulatedAccount Account { get; }
    public Uri Root { get; }

    /// <summary>Without credentials.</summary>
    public HttpClient Http { get; }

    /// <summary>How the product answers its webhooks, in order; 200 once used up.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public static async Task<SimulatedWorld> StartAsync(
        bool allowRemote = false,
        bool keywordReplies = true,
        int capacity = 10_000,
        IReadOnlyList<DemoCard>? cards = null,
        IPAddress? pretendCaller = null
    )
    {
        var account = SimulatedAccount.Draw();
        SimulatedWorld? world = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSimulator(
            new SimulatorSettings
            {
                Account = account,
                InboundUrl = () => $"{world!.Root}twilio/sms?x=%7E1",
                Brand = "Test & Co",
                DemoCards = cards ?? [],
                AllowRemote = allowRemote,
                KeywordReplies = keywordReplies,
                Capacity = capacity,
                SentAfter = TimeSpan.FromMilliseconds(5),
                DeliveredAfter = TimeSpan.FromMilliseconds(5),
                RetryAfter = [TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5)],
            }
        );
        var host = builder.Build();
        host.Use(
            (http, next) =>
            {
                if (pretendCaller is not null)
                    http.Connection.RemoteIpAddress = pretendCaller;
                return next(http);
            }
        );
        host.MapSimulator();
        host.MapPost("/twilio/{kind}", (HttpRequest request) => world!.TakeAsync(request));
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return world = new SimulatedWorld(host, account, new Uri(address.First()));
    }

    public string Messages => $"/simulator/twilio/2010-04-01/Accounts/{Account.AccountSid}/Messages";
    public string Ours => Account.Numbers[0];
    public string Callback => $"{Root}twilio/status?a=t%2D1";

    public Task<(int Status, JsonElement Json)> CreateAsync(params (string Name, string Value)[] fields) =>
        CallAsync(HttpMethod.Post, $"{Messages}.json", fields);

    public Task<(int Status, JsonElement Json)> CreateToAsync(string to, string body = "Hello") =>
        CreateAsync(("To", to), ("From", Ours), ("Body", body), ("StatusCallback", Callback));

    public async Task<(int Status, JsonElement Json)> CallAsync(
        HttpMethod method,
        string url,
        params (string Name, string Value)[] fields
    )
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account.AccountSid}:{Account.AuthToken}"))
        );
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value));
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<string> TextAsync(string body, string from = Phone, string channel = "sms", bool picture = false)
    {
        using var response = await Http.PostAsJsonAsync(
            "/simulator/phone/send",
            new
            {
                from,
                body,
                channel,
                picture,
            }
        );
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sid").GetString()!;
    }

    /// <summary>The first so many webhooks that fit, in the order in which they came.</summary>
    public async Task<IReadOnlyList<ReceivedWebhook>> WebhooksAsync(int count, Func<ReceivedWebhook, bool>? fits = null)
    {
        var found = await EventuallyAsync(
            () => Task.FromResult(webhooks.Where(webhook => fits?.Invoke(webhook) ?? true).ToArray()),
            hooks => hooks.Length >= count
        );
        return found[..count];
    }

    public Task<JsonElement> MessageInAsync(string sid, string status) =>
        EventuallyAsync(
            async () => (await CallAsync(HttpMethod.Get, $"{Messages}/{sid}.json")).Json,
            message => message.Text("status") == status
        );

    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> read, Func<T, bool> settled)
    {
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(10))
        {
            var value = await read();
            if (settled(value))
                return value;
            Assert.True(DateTime.UtcNow < deadline, $"still {value}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var target = request
            .HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!
            .RawTarget;
        webhooks.Enqueue(
            new ReceivedWebhook(
                Root.GetLeftPart(UriPartial.Authority) + target,
                request.Headers["X-Twilio-Signature"].ToString(),
                form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal)
            )
        );
        return Results.StatusCode(Answers.TryDequeue(out var answer) ? answer : StatusCodes.Status200OK);
    }
}

internal static class JsonReading
{
    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();

    public static int Number(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static bool IsNull(this JsonElement json, string name) =>
        json.GetProperty(name).ValueKind == JsonValueKind.Null;
}
