namespace SmsActivation.Worker.Telemetry;

/// <summary>How a collector is spoken to.</summary>
public enum OtlpProtocol
{
    /// <summary>POSTs to <c>/v1/metrics</c> and <c>/v1/traces</c>, usually on port 4318.</summary>
    HttpProtobuf,

    /// <summary>Usually on port 4317.</summary>
    Grpc,
}

/// <summary>Section <c>Telemetry</c>: what the host tells of itself, and to whom.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Whether anything is measured for <c>/metrics</c>.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>A collector's base URL; null sends nothing, and makes no traces.</summary>
    public string? OtlpEndpoint { get; init; }

    public OtlpProtocol OtlpProtocol { get; init; }

    /// <summary>Between two reports of all metrics to the collector.</summary>
    public TimeSpan OtlpEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The share of texts, from 0 to 1, that are traced: each whole or not at all, on all hosts alike.</summary>
    public double TraceShare { get; init; } = 1;

    public bool IsExported => !string.IsNullOrWhiteSpace(OtlpEndpoint);

    /// <summary>With what OpenTelemetry's own variables say, where the section says nothing.</summary>
    public TelemetryOptions Or(string? endpoint, string? protocol) =>
        IsExported || string.IsNullOrWhiteSpace(endpoint)
            ? this
            : this with
            {
                OtlpEndpoint = endpoint,
                OtlpProtocol = protocol == "grpc" ? OtlpProtocol.Grpc : OtlpProtocol,
            };

    /// <summary>Every fault, each naming its setting and value.</summary>
    public IEnumerable<string> Faults()
    {
        if (IsExported && UrlFault(OtlpEndpoint!) is { } fault)
            yield return fault;
        if (OtlpEvery < TimeSpan.FromSeconds(1) || OtlpEvery > TimeSpan.FromMinutes(10))
            yield return $"Telemetry:OtlpEvery is {OtlpEvery}: it must be from 00:00:01 to 00:10:00.";
        if (TraceShare is not (>= 0 and <= 1))
            yield return $"Telemetry:TraceShare is {TraceShare}: it must be from 0 to 1.";
    }

    private static string? UrlFault(string text)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
        )
            return $"Telemetry:OtlpEndpoint is '{text}': it must be http(s)://host[:port][/prefix].";
        // A password in a URL is a secret, so that value is not shown.
        if (url.UserInfo.Length > 0)
            return "Telemetry:OtlpEndpoint must not hold a user name or password: use OTEL_EXPORTER_OTLP_HEADERS.";
        return url.Query.Length + url.Fragment.Length == 0
            ? null
            : $"Telemetry:OtlpEndpoint is '{text}': it must end before '?' and '#'.";
    }
}
