using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Telemetry;

namespace SmsActivation.Worker.Telemetry;

/// <summary>Sends metrics and traces to a collector, where one is named. The first to start and the last to stop, so that
/// what the others do while they stop is told too.</summary>
public sealed class OtlpExport(TelemetryOptions options, HostName host) : IHostedService, IDisposable
{
    private const string Service = "sms-activation";
    private const int PatienceMilliseconds = 5_000;

    // Of the host's time to stop, which texts under way need more.
    private const int LastWordMilliseconds = 2_000;

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder
            .CreateDefault()
            .AddService(
                Service,
                serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3),
                autoGenerateServiceInstanceId: false,
                serviceInstanceId: host.Id
            )
            .AddAttributes([new("host.name", host.Name)])
            // What the operator says of this service is said last, and stands.
            .AddEnvironmentVariableDetector();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(ProductMeter.Name, Exposition.Web, Exposition.Runtime)
            .AddReader(
                new PeriodicExportingMetricReader(
                    new OtlpMetricExporter(To("metrics")),
                    (int)options.OtlpEvery.TotalMilliseconds,
                    PatienceMilliseconds
                )
            )
            .Build();
        // The share by the trace's id alone, which is the text's: every host comes to the same for each of its steps.
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new TraceIdRatioBasedSampler(options.TraceShare))
            .AddSource(TextTrace.SourceName)
            .AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(To("traces"))))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                _traces?.Shutdown(LastWordMilliseconds);
                _metrics?.Shutdown(LastWordMilliseconds);
            },
            CancellationToken.None
        );

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    /// <summary>Headers, a token say, and certificates come from OpenTelemetry's own variables, which are read by this.</summary>
    private OtlpExporterOptions To(string signal) =>
        new()
        {
            Endpoint = options.OtlpProtocol switch
            {
                OtlpProtocol.Grpc => new Uri(options.OtlpEndpoint!),
                OtlpProtocol.HttpProtobuf => new Uri($"{options.OtlpEndpoint!.TrimEnd('/')}/v1/{signal}"),
            },
            Protocol = options.OtlpProtocol switch
            {
                OtlpProtocol.Grpc => OtlpExportProtocol.Grpc,
                OtlpProtocol.HttpProtobuf => OtlpExportProtocol.HttpProtobuf,
            },
            TimeoutMilliseconds = PatienceMilliseconds,
        };
}
