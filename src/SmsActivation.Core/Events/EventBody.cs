using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmsActivation.Core.Events;

/// <summary>What a receiver gets: <c>type</c>, <c>timestamp</c> and <c>data</c>, as Standard Webhooks names them.</summary>
public static class EventBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Default,
    };

    /// <summary>The same bytes at every try.</summary>
    public static byte[] Write(StoredEvent told) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                told.Type,
                timestamp = told.At.UtcDateTime,
                data = new
                {
                    told.MemberId,
                    told.Sequence,
                    told.CardNumber,
                    told.Reason,
                    changed = told.Changed?.Split(','),
                },
            },
            Options
        );
}

/// <summary>An event as it is stored, with the number of its card.</summary>
public sealed class StoredEvent
{
    /// <summary>The delivery's id, not the event's.</summary>
    public long Id { get; init; }
    public string EventId { get; init; } = "";
    public string Type { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public long? MemberId { get; init; }
    public long? Sequence { get; init; }
    public string? CardNumber { get; init; }
    public string? Reason { get; init; }
    public string? Changed { get; init; }
    public int Attempts { get; init; }

    /// <summary>Tries before this one that the target did not take; those that died with their host are none.</summary>
    public int Refusals { get; init; }
    public DateTimeOffset RetryUntil { get; init; }
}
