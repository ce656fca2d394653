using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Bench;

/// <summary>A carrier that accepts everything at once and reports each text twice, and remembers when it got what.</summary>
internal static class BenchCarrier
{
    public static async Task<int> RunAsync(int port, string token)
    {
        var received = new ConcurrentDictionary<string, long>();
        var count = 0;
        long last = 0;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        using var callbacks = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseProxy = false });
        app.MapPost(
            "/2010-04-01/Accounts/{account}/Messages.json",
            async (HttpContext context) =>
            {
                var form = await context.Request.ReadFormAsync();
                var now = Stopwatch.GetTimestamp();
                received.TryAdd(form["To"].ToString(), now);
                Interlocked.Exchange(ref last, now);
                var sid = $"SM{Interlocked.Increment(ref count):x32}";
                var callback = form["StatusCallback"].ToString();
                _ = Task.Run(async () =>
                {
                    foreach (var status in (string[])["sent", "delivered"])
                        await ReportAsync(callbacks, callback, token, sid, status);
                });
                return Results.Text(
                    $$"""{"sid":"{{sid}}","status":"queued","error_code":null}""",
                    "application/json",
                    statusCode: 201
                );
            }
        );
        app.MapGet("/count", () => $"{Volatile.Read(ref count)} {Interlocked.Read(ref last)}");
        app.MapGet("/times", () => string.Join('\n', received.Select(pair => $"{pair.Key} {pair.Value}")));
        app.MapPost(
            "/reset",
            () =>
            {
                received.Clear();
                Interlocked.Exchange(ref count, 0);
            }
        );
        await app.RunAsync();
        return 0;
    }

    private static async Task ReportAsync(HttpClient http, string url, string token, string sid, string status)
    {
        KeyValuePair<string, string>[] form =
        [
            new("MessageSid", sid),
            new("MessageStatus", status),
            new("AccountSid", Texts.AccountSid),
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Compute(token, url, form));
        try
        {
            using var answer = await http.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            // The host under test has gone; the run is over.
        }
    }
}
