using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SmsActivation.Tests.Twilio;

/// <summary>A carrier over HTTP that answers as the test says and keeps what it was asked.</summary>
internal sealed class ScriptedCarrier : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedCarrier(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public ConcurrentQueue<CarrierRequest> Requests { get; } = new();

    public static async Task<ScriptedCarrier> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var carrier = new ScriptedCarrier(builder.Build());
        carrier.app.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            var request = new CarrierRequest(
                context.Request.Method,
                target,
                context.Request.Headers.Authorization.ToString(),
                context.Request.ContentType,
                await body.ReadToEndAsync()
            );
            carrier.Requests.Enqueue(request);
            context.Features.Set(request);
            await answer(context);
        });
        await carrier.app.StartAsync();
        return carrier;
    }

    /// <summary>One and the same JSON answer to everything.</summary>
    public static Task<ScriptedCarrier> StartAsync(int status, string body, string? retryAfter = null) =>
        StartAsync(context =>
        {
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(body);
        });

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

internal sealed record CarrierRequest(string Method, string Target, string Login, string? ContentType, string Body);
