using System.Diagnostics.Metrics;

namespace SmsActivation.Core.Telemetry;

/// <summary>The one meter of the product. Instruments are static: while nobody listens a measurement is one comparison. Names
/// and units follow OpenTelemetry's conventions; every label is a word of a closed set, never a phone, a card or a SID.</summary>
public static class ProductMeter
{
    public const string Name = "SmsActivation";

    internal static Meter Shared { get; } = new(Name);

    internal static Counter<long> Counter(string name, string unit, string description) =>
        Shared.CreateCounter<long>(name, unit, description);

    /// <param name="buckets">Upper bounds, which every exporter takes from here.</param>
    internal static Histogram<double> Histogram(
        string name,
        string unit,
        string description,
        IReadOnlyList<double> buckets
    ) =>
        Shared.CreateHistogram(
            name,
            unit,
            description,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets }
        );

    /// <summary>A label. The word is stored somewhere already: nothing is made for a measurement.</summary>
    internal static KeyValuePair<string, object?> Label(string name, string word) => new(name, word);

    /// <summary>The names of an enum's members, by their values from 0 on.</summary>
    internal static string[] Words<T>()
        where T : struct, Enum => Enum.GetNames<T>();
}
