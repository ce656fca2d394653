using System.Collections.Concurrent;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>One moment as it is sent to whoever watches; made once for all of them.</summary>
/// <param name="view">Null when the database did not answer.</param>
public sealed class NowMoment(NowView? view, NowParts parts, DateTimeOffset at)
{
    private readonly ConcurrentDictionary<NowSight, Lazy<Task<IReadOnlyDictionary<string, string>>>> _rendered = new();

    public DateTimeOffset At { get; } = at;

    public bool IsAway => view is null;

    public string Series { get; } = view is null ? "" : NowSeries.Json(view.Figures.Log);

    /// <summary>Links differ by what somebody may see.</summary>
    public Task<IReadOnlyDictionary<string, string>> PartsAsync(NowSight sight) =>
        _rendered.GetOrAdd(sight, may => new(() => parts.RenderAsync(view!, may))).Value;
}
