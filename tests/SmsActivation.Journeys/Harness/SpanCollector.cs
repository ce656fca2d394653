using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SmsActivation.Journeys.Harness;

/// <summary>A step of a text, as it was told.</summary>
/// <param name="Host">The instance that told it.</param>
internal sealed record CollectedSpan(string TraceId, string? ParentId, string Name, string Host);

/// <summary>A collector of OpenTelemetry's, with a reader of its protocol of its own.</summary>
internal sealed class SpanCollector : IAsyncDisposable
{
    private readonly List<CollectedSpan> _spans = [];
    private readonly List<byte[]> _bodies = [];
    private readonly WebApplication _app;

    private SpanCollector(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public IReadOnlyList<CollectedSpan> Spans
    {
        get
        {
            lock (_bodies)
                return [.. _spans];
        }
    }

    public int MetricReports { get; private set; }

    /// <summary>All that any host has told, as it came.</summary>
    public string Everything
    {
        get
        {
            lock (_bodies)
                return string.Concat(_bodies.Select(Encoding.Latin1.GetString));
        }
    }

    public static async Task<SpanCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new SpanCollector(app);
        app.MapPost("/v1/{signal}", collector.TakeAsync);
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, string signal)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        lock (_bodies)
        {
            _bodies.Add(bytes);
            if (signal == "traces")
                _spans.AddRange(SpansIn(bytes));
            else
                MetricReports++;
        }
        context.Response.ContentType = "application/x-protobuf";
    }

    // opentelemetry/proto/trace/v1: resource_spans 1 { resource 1, scope_spans 2 { spans 2 } }.
    private static IEnumerable<CollectedSpan> SpansIn(byte[] request) =>
        from resourceSpans in Fields(request, 1)
        let host = HostOf(Fields(resourceSpans, 1).Single())
        from scopeSpans in Fields(resourceSpans, 2)
        from span in Fields(scopeSpans, 2)
        select new CollectedSpan(
            Convert.ToHexStringLower(Fields(span, 1).Single().Span),
            Fields(span, 4).Select(id => Convert.ToHexStringLower(id.Span)).FirstOrDefault(id => id.Length > 0),
            Text(Fields(span, 5).Single()),
            host
        );

    // Attributes: key 1, value 2 { string_value 1 }.
    private static string HostOf(ReadOnlyMemory<byte> resource) =>
        Fields(resource, 1)
            .Where(attribute => Text(Fields(attribute, 1).Single()) == "service.instance.id")
            .Select(attribute => Text(Fields(Fields(attribute, 2).Single(), 1).Single()))
            .Single();

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>Fields of this number that are strings, bytes or messages.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        for (var at = 0; at < message.Length; )
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    if (tag >> 3 == (ulong)number)
                        yield return message.Slice(at, length);
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new FormatException($"Unknown wire type {tag & 7}.");
            }
        }
    }

    private static ulong Varint(ReadOnlyMemory<byte> from, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = from.Span[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
