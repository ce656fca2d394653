using SmsActivation.Core.Telemetry;

namespace SmsActivation.Worker.Telemetry;

/// <summary>Registers what measures, and <c>/metrics</c>.</summary>
internal static class TelemetrySetup
{
    /// <summary>Called before all that works: hosted services stop in reverse, and the last word is about them.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        services.AddSingleton(options);
        if (options.IsExported)
            services.AddHostedService<OtlpExport>();
        if (!options.Metrics && !options.IsExported)
            return services;
        services.AddSingleton<QueueDepths>().AddSingleton<HostGauges>();
        services.AddSingleton<QueueSampler>().AddHostedService(provider => provider.GetRequiredService<QueueSampler>());
        if (options.Metrics)
            services.AddSingleton<Exposition>();
        return services;
    }

    /// <summary>Measures from now on.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        var exposition = app.Services.GetService<Exposition>();
        app.Services.GetService<HostGauges>();
        if (exposition is null)
            return;
        var queues = app.Services.GetRequiredService<QueueSampler>();
        TextMetrics.Declare();
        CarrierMetrics.Declare();
        app.MapGet(
            "/metrics",
            () =>
            {
                queues.Ask();
                return Results.Text(exposition.Write(), PrometheusText.ContentType);
            }
        );
    }
}
