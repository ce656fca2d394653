namespace SmsActivation.Bench;

/// <summary>One figure over all rounds.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    /// <summary>Null when there is nothing to spread.</summary>
    public static Spread? Of(IEnumerable<double?> figures)
    {
        var sorted = figures.OfType<double>().Order().ToList();
        return sorted.Count == 0 ? null : new Spread(MedianOf(sorted), sorted[0], sorted[^1]);
    }

    public static double MedianOf(IReadOnlyList<double> sorted) =>
        (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    /// <summary>The smallest figure that at least this share does not exceed (nearest rank).</summary>
    public static double At(IReadOnlyList<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}

/// <summary>Waits in milliseconds.</summary>
internal sealed record Latency(double P50, double P99, double P999, double Max)
{
    public static Latency Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return sorted.Count == 0
            ? new Latency(0, 0, 0, 0)
            : new Latency(Spread.At(sorted, 0.5), Spread.At(sorted, 0.99), Spread.At(sorted, 0.999), sorted[^1]);
    }
}
