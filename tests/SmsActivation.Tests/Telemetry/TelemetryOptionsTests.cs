using Microsoft.Extensions.Configuration;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Telemetry;

namespace SmsActivation.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Every_fault_is_told_at_once_with_its_setting_and_value()
    {
        var (_, faults) = Read(
            ("Telemetry:OtlpEndpoint", "collector:4318"),
            ("Telemetry:OtlpEvery", "00:20:00"),
            ("Telemetry:TraceShare", "2"),
            ("Telemetry:OtlpProtocol", "smoke")
        );
        Assert.Equal(4, faults.Count);
        Assert.Contains(faults, fault => fault.StartsWith("Telemetry:OtlpEndpoint is 'collector:4318'"));
        Assert.Contains(faults, fault => fault.StartsWith("Telemetry:OtlpEvery is 00:20:00"));
        Assert.Contains(faults, fault => fault.StartsWith("Telemetry:TraceShare is 2"));
        Assert.Contains(faults, fault => fault.StartsWith("Telemetry:OtlpProtocol is 'smoke'"));
    }

    [Fact]
    public void A_password_in_the_url_is_refused_and_not_repeated()
    {
        var (_, faults) = Read(("Telemetry:OtlpEndpoint", "https://user:geheim@collector:4318"));
        Assert.DoesNotContain("geheim", Assert.Single(faults));
    }

    [Fact]
    public void By_default_there_are_metrics_and_nothing_is_sent_anywhere()
    {
        var (options, faults) = Read();
        Assert.Empty(faults);
        Assert.True(options is { Metrics: true, IsExported: false });
    }

    [Theory]
    [InlineData("http://collector:4318", null, OtlpProtocol.HttpProtobuf)]
    [InlineData("http://collector:4317", "grpc", OtlpProtocol.Grpc)]
    [InlineData("http://collector:4318", "http/protobuf", OtlpProtocol.HttpProtobuf)]
    public void OpenTelemetrys_own_variables_count_where_the_section_is_silent(
        string endpoint,
        string? protocol,
        OtlpProtocol expected
    )
    {
        (string, string?)[] variables =
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
        ];
        var (options, _) = Read(variables);
        Assert.Equal((endpoint, expected), (options.OtlpEndpoint, options.OtlpProtocol));
        (options, _) = Read([.. variables, ("Telemetry:OtlpEndpoint", "http://other:4318")]);
        Assert.Equal(("http://other:4318", OtlpProtocol.HttpProtobuf), (options.OtlpEndpoint, options.OtlpProtocol));
    }

    private static (TelemetryOptions Options, IReadOnlyList<string> Faults) Read(
        params (string Key, string? Value)[] settings
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, one.Value)))
            .Build();
        var reader = new SettingsReader(configuration);
        var read = reader.Read(forServing: false);
        return (read.Telemetry, reader.Faults);
    }
}
