using System.Diagnostics.Metrics;
using System.Text;

namespace SmsActivation.Worker.Telemetry;

/// <summary>All that one instrument has measured: a point for each set of labels. A measurement looks its point up without
/// a lock and makes nothing; only the first one of a set does.</summary>
internal sealed class Family
{
    /// <summary>More sets of labels than this are a mistake: the rest share one, and memory and scrapes stay bounded.</summary>
    public const int MostPoints = 1000;

    private const string Overflow = "otel_metric_overflow=\"true\"";
    private const int Slots = 256;

    // What OpenTelemetry's own SDK takes where an instrument says nothing.
    private static readonly double[] DefaultBounds =
    [
        0,
        5,
        10,
        25,
        50,
        75,
        100,
        250,
        500,
        750,
        1000,
        2500,
        5000,
        7500,
        10000,
    ];

    private readonly TagSet?[] _slots = new TagSet?[Slots];
    private readonly Dictionary<string, Labelled> _byLabels = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly string[] _unlabelled;
    private readonly bool _isObserved;
    private readonly Func<Point> _newPoint;

    /// <param name="unlabelled">Labels that are left out: what differs in nothing else is added up.</param>
    public Family(Instrument instrument, params string[] unlabelled)
    {
        (Kind, _newPoint) = Of(instrument);
        Name = PrometheusText.Name(instrument.Name, instrument.Unit, Kind);
        Help = instrument.Description ?? instrument.Name;
        _unlabelled = unlabelled;
        _isObserved = instrument.IsObservable;
    }

    public string Name { get; }
    public string Help { get; }
    public FamilyKind Kind { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var slot = TagSet.HashOf(tags) & (Slots - 1);
        var set = Volatile.Read(ref _slots[slot]);
        while (set is not null && !set.Is(tags))
            set = set.Next;
        var kept = set?.Kept ?? Keep(slot, tags);
        kept.Point.Record(value);
        if (_isObserved)
            kept.IsShown = true;
    }

    /// <summary>Before what is observed is asked for: what does not answer is not there any longer.</summary>
    public void Forget()
    {
        if (!_isObserved)
            return;
        lock (_gate)
        {
            foreach (var kept in _byLabels.Values)
                kept.IsShown = false;
        }
    }

    public void Write(StringBuilder to)
    {
        PrometheusText.WriteHead(to, Name, Help, Kind);
        Labelled[] shown;
        lock (_gate)
            shown = [.. _byLabels.Values.Where(kept => kept.IsShown || !_isObserved)];
        foreach (var kept in shown.OrderBy(kept => kept.Labels, StringComparer.Ordinal))
            kept.Point.Write(to, Name, kept.Labels);
    }

    private Labelled Keep(int slot, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var own = tags.ToArray();
        var labels = PrometheusText.Labels(own.Where(tag => !_unlabelled.Contains(tag.Key)));
        lock (_gate)
        {
            // One order of the labels or another is the same point.
            if (!_byLabels.TryGetValue(labels, out var kept))
            {
                if (_byLabels.Count >= MostPoints)
                    return Shared();
                _byLabels[labels] = kept = new Labelled(labels, _newPoint());
            }
            Volatile.Write(ref _slots[slot], new TagSet(own, kept, _slots[slot]));
            return kept;
        }
    }

    /// <summary>Not remembered by its tags: those have no end.</summary>
    private Labelled Shared()
    {
        if (!_byLabels.TryGetValue(Overflow, out var kept))
            _byLabels[Overflow] = kept = new Labelled(Overflow, _newPoint());
        return kept;
    }

    private static (FamilyKind, Func<Point>) Of(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        if (type == typeof(Histogram<>))
        {
            var bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? DefaultBounds;
            return (FamilyKind.Histogram, () => new BucketPoint(bounds));
        }
        if (type == typeof(Counter<>))
            return (FamilyKind.Counter, static () => new SumPoint());
        if (type == typeof(ObservableCounter<>))
            return (FamilyKind.Counter, static () => new LastPoint());
        return type == typeof(UpDownCounter<>)
            ? (FamilyKind.Gauge, static () => new SumPoint())
            : (FamilyKind.Gauge, static () => new LastPoint());
    }

    private sealed class Labelled(string labels, Point point)
    {
        public string Labels { get; } = labels;
        public Point Point { get; } = point;

        /// <summary>Observed at this scrape; of no meaning where measurements come by themselves.</summary>
        public bool IsShown { get; set; }
    }

    /// <summary>Tags as they were given, and the point that they lead to; those of one slot are chained.</summary>
    private sealed class TagSet(KeyValuePair<string, object?>[] tags, Labelled kept, TagSet? next)
    {
        public Labelled Kept { get; } = kept;
        public TagSet? Next { get; } = next;

        public bool Is(ReadOnlySpan<KeyValuePair<string, object?>> others)
        {
            if (others.Length != tags.Length)
                return false;
            for (var i = 0; i < tags.Length; i++)
            {
                if (!Equals(others[i].Value, tags[i].Value) || others[i].Key != tags[i].Key)
                    return false;
            }
            return true;
        }

        public static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var hash = tags.Length;
            foreach (var tag in tags)
                hash = (hash * 31) + (tag.Value?.GetHashCode() ?? 0);
            // Small numbers differ in their low bits only, and strings anywhere.
            return hash ^ (hash >>> 16);
        }
    }
}
