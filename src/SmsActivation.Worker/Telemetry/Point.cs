using System.Text;

namespace SmsActivation.Worker.Telemetry;

/// <summary>What was measured under one set of labels. Measurements come from any thread and wait for nobody.</summary>
internal abstract class Point
{
    public abstract void Record(double value);

    public abstract void Write(StringBuilder to, string name, string labels);

    /// <summary>Adds without a lock.</summary>
    protected static void Add(ref double to, double value)
    {
        var seen = Volatile.Read(ref to);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref to, seen + value, seen);
            // By bits: a sum that is no number equals nothing, and would be tried for ever.
            if (BitConverter.DoubleToInt64Bits(before) == BitConverter.DoubleToInt64Bits(seen))
                return;
            seen = before;
        }
    }
}

/// <summary>Adds up: a counter, or a gauge that is told of each change.</summary>
internal sealed class SumPoint : Point
{
    private double _sum;

    public override void Record(double value) => Add(ref _sum, value);

    public override void Write(StringBuilder to, string name, string labels) =>
        PrometheusText.WriteSample(to, name, "", labels, Volatile.Read(ref _sum));
}

/// <summary>Keeps what it was told last.</summary>
internal sealed class LastPoint : Point
{
    private double _value;

    public override void Record(double value) => Volatile.Write(ref _value, value);

    public override void Write(StringBuilder to, string name, string labels) =>
        PrometheusText.WriteSample(to, name, "", labels, Volatile.Read(ref _value));
}

/// <summary>Counts by size.</summary>
/// <param name="bounds">Of the buckets, rising, each inclusive; one without a bound follows them.</param>
internal sealed class BucketPoint(IReadOnlyList<double> bounds) : Point
{
    private readonly double[] _bounds = [.. bounds];
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _sum;

    public override void Record(double value)
    {
        // Whatever is no number is larger than nothing: it would spoil the sum for ever.
        if (double.IsNaN(value))
            return;
        var bucket = 0;
        while (bucket < _bounds.Length && value > _bounds[bucket])
            bucket++;
        Interlocked.Increment(ref _counts[bucket]);
        Add(ref _sum, value);
    }

    public override void Write(StringBuilder to, string name, string labels)
    {
        // The count is what the buckets come to, so that the two agree whatever is measured meanwhile.
        long count = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            count += Volatile.Read(ref _counts[i]);
            var bound = i < _bounds.Length ? _bounds[i] : double.PositiveInfinity;
            PrometheusText.WriteSample(to, name, "_bucket", labels, count, bound);
        }
        PrometheusText.WriteSample(to, name, "_sum", labels, Volatile.Read(ref _sum));
        PrometheusText.WriteSample(to, name, "_count", labels, count);
    }
}
