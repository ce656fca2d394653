using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Sending;
using SmsActivation.Worker.Telemetry;

namespace SmsActivation.Tests.Telemetry;

/// <summary>What a host registers to be measured, behind Kestrel, on a spine's database.</summary>
internal sealed class ScrapedHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private ScrapedHost(WebApplication app) => _app = app;

    public static async Task<ScrapedHost> StartAsync(Spine spine, TelemetryOptions? options = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var services = builder.Services;
        services.AddRoutingCore();
        services.AddSingleton<TimeProvider>(spine.Clock);
        services.AddSingleton(spine.Temporary.Database);
        services.AddSingleton(new SendDayStore(spine.Temporary.Database, ceiling: 50_000));
        services.AddSingleton<SendAllowance>();
        services.AddSingleton(new Neighbours(alone: true, spine.Clock)).AddSingleton(HostName.Draw());
        services.AddSingleton(new OutboundHold());
        services.AddTelemetry(options ?? new TelemetryOptions());
        var app = builder.Build();
        app.UseRouting();
        app.MapMetrics();
        await app.StartAsync();
        return new ScrapedHost(app);
    }

    public Task<HttpResponseMessage> GetAsync() => _http.GetAsync($"{_app.Urls.Single()}/metrics");

    public async Task<IReadOnlyDictionary<string, ScrapedFamily>> ScrapeAsync()
    {
        using var answer = await GetAsync();
        answer.EnsureSuccessStatusCode();
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return Scrape.Read(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The look that the next tick would take.</summary>
    public Task LookAsync() => _app.Services.GetRequiredService<QueueSampler>().SampleAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
