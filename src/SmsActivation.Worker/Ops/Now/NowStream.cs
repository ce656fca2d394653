using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>One open page's stream: what has changed since it was last told. It ends with the host, so that a stop is quick,
/// and with the session.</summary>
public sealed class NowStream(NowLive live, StaffSessions sessions, IHostApplicationLifetime host, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    // HTML in JSON in an event of our own page, and never within HTML.
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerOptions.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async IAsyncEnumerable<SseItem<string>> ReadAsync(
        OpsVisit visit,
        [EnumeratorCancellation] CancellationToken left = default
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(left, host.ApplicationStopping);
        using var watch = live.Watch();
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        var (checkedAt, toldAt) = (time.GetTimestamp(), time.GetTimestamp());
        while (!end.IsCancellationRequested)
        {
            var moment = await watch.NextAsync(Look, time, end.Token);
            if (time.GetElapsedTime(checkedAt) >= Look)
            {
                if (await EndedAsync(visit))
                {
                    yield return new SseItem<string>("", "ended");
                    yield break;
                }
                checkedAt = time.GetTimestamp();
            }
            if (moment is not null && await NewsAsync(moment, NowSight.Of(visit.Staff.Role), told) is { } news)
            {
                toldAt = time.GetTimestamp();
                yield return new SseItem<string>(news, moment.IsAway ? "away" : "now");
            }
            else if (time.GetElapsedTime(toldAt) >= Beat)
            {
                toldAt = time.GetTimestamp();
                yield return new SseItem<string>(NowView.Clock(time.GetUtcNow()), "beat");
            }
        }
    }

    /// <summary>Null when nothing has changed.</summary>
    private static async Task<string?> NewsAsync(NowMoment moment, NowSight sight, Dictionary<string, string> told)
    {
        if (moment.IsAway)
        {
            // All of it is told anew when the database is back.
            told.Clear();
            return NowView.Clock(moment.At);
        }
        var parts = (await moment.PartsAsync(sight)).Where(part => IsNew(part.Key, part.Value)).ToDictionary();
        var series = IsNew("series", moment.Series) ? moment.Series : null;
        return parts.Count == 0 && series is null
            ? null
            : JsonSerializer.Serialize(
                new
                {
                    at = NowView.Clock(moment.At),
                    parts,
                    series,
                },
                Plain
            );

        bool IsNew(string name, string value)
        {
            if (told.TryGetValue(name, out var before) && before == value)
                return false;
            told[name] = value;
            return true;
        }
    }

    private async Task<bool> EndedAsync(OpsVisit visit)
    {
        try
        {
            return !await sessions.StandsAsync(visit.Staff, time.GetUtcNow());
        }
        // The database is away: nobody can have ended it there, and the page says that it is.
        catch (Exception fault) when (DatabaseFault.Is(fault))
        {
            return false;
        }
    }
}
