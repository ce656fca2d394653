using System.Globalization;
using System.Text.RegularExpressions;

namespace SmsActivation.Tests.Telemetry;

/// <summary>A line with a value.</summary>
/// <param name="Labels">As written between the braces, the bucket's bound left out.</param>
internal sealed record Sample(string Name, string Labels, double? Bound, double Value);

/// <summary>A family as Prometheus takes it.</summary>
internal sealed record ScrapedFamily(string Name, string Kind, IReadOnlyList<Sample> Samples)
{
    /// <summary>The names that a query may use.</summary>
    public IEnumerable<string> Names =>
        Kind == "histogram" ? [$"{Name}_bucket", $"{Name}_sum", $"{Name}_count"] : [Name];

    public double this[string labels] =>
        Samples.Single(sample => sample.Labels == labels && sample.Bound is null).Value;
}

/// <summary>Reads Prometheus' text format, version 0.0.4, and is as strict as its description: what it lets pass, any scraper
/// takes.</summary>
internal static partial class Scrape
{
    /// <exception cref="FormatException">A rule of the format is broken; the message names it and the line.</exception>
    public static IReadOnlyDictionary<string, ScrapedFamily> Read(string text)
    {
        Rule(text.Length == 0 || text.EndsWith('\n'), "the last line ends with a line feed", text);
        Rule(!text.Contains('\r'), "lines end with a line feed alone", text);
        var families = new Dictionary<string, ScrapedFamily>(StringComparer.Ordinal);
        ScrapedFamily? current = null;
        string? helped = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                helped = help.Groups["name"].Value;
                continue;
            }
            if (Type().Match(line) is { Success: true } type)
            {
                var name = type.Groups["name"].Value;
                Rule(name == helped, "HELP and TYPE stand together", line);
                current = new ScrapedFamily(name, type.Groups["kind"].Value, new List<Sample>());
                Rule(families.TryAdd(name, current), "a family stands in one piece", line);
                continue;
            }
            Rule(!line.StartsWith('#'), "a comment is HELP or TYPE", line);
            var sample = ReadSample(line);
            Rule(current is not null && Fits(current, sample), "a sample stands behind its family's TYPE", line);
            ((List<Sample>)current!.Samples).Add(sample);
        }
        foreach (var family in families.Values)
            Check(family);
        return families;
    }

    private static Sample ReadSample(string line)
    {
        var match = SampleLine().Match(line);
        Rule(match.Success, "a sample is name, labels and value", line);
        double? bound = null;
        var labels = new List<string>();
        foreach (Capture capture in match.Groups["label"].Captures)
        {
            if (capture.Value.StartsWith("le=", StringComparison.Ordinal))
                bound = Number(capture.Value[4..^1]);
            else
                labels.Add(capture.Value);
        }
        var names = labels.Select(label => label[..label.IndexOf('=')]).ToList();
        Rule(names.Distinct().Count() == names.Count, "a label's name stands once", line);
        return new Sample(
            match.Groups["name"].Value,
            string.Join(',', labels),
            bound,
            Number(match.Groups["value"].Value)
        );
    }

    private static double Number(string text) =>
        text switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        };

    private static bool Fits(ScrapedFamily family, Sample sample) =>
        family.Kind == "histogram"
            ? family.Names.Contains(sample.Name)
                && sample.Bound is not null == sample.Name.EndsWith("_bucket", StringComparison.Ordinal)
            : sample.Name == family.Name && sample.Bound is null;

    private static void Check(ScrapedFamily family)
    {
        if (family.Kind == "counter")
            Rule(family.Name.EndsWith("_total", StringComparison.Ordinal), "a counter ends with _total", family.Name);
        var keys = family.Samples.Select(sample => (sample.Name, sample.Labels, sample.Bound)).ToList();
        Rule(keys.Distinct().Count() == keys.Count, "a set of labels stands once", family.Name);
        if (family.Kind != "histogram")
            return;
        foreach (var series in family.Samples.GroupBy(sample => sample.Labels, StringComparer.Ordinal))
        {
            var buckets = series.Where(sample => sample.Bound is not null).ToList();
            var where = $"{family.Name}{{{series.Key}}}";
            Rule(IsRising(buckets.Select(bucket => bucket.Bound!.Value), strictly: true), "bounds rise", where);
            Rule(IsRising(buckets.Select(bucket => bucket.Value), strictly: false), "buckets add up", where);
            Rule(buckets[^1].Bound == double.PositiveInfinity, "the last bucket is +Inf", where);
            var count = series.Single(sample => sample.Name.EndsWith("_count", StringComparison.Ordinal));
            Rule(buckets[^1].Value.Equals(count.Value), "+Inf holds all that were counted", where);
            Rule(series.Count(sample => sample.Name == $"{family.Name}_sum") == 1, "there is one sum", where);
        }
    }

    private static bool IsRising(IEnumerable<double> values, bool strictly) =>
        values.Zip(values.Skip(1), (one, next) => strictly ? one < next : one <= next).All(rises => rises);

    private static void Rule(bool holds, string rule, string where)
    {
        if (!holds)
            throw new FormatException($"Not so: {rule}. {where}");
    }

    [GeneratedRegex(@"\A# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\]|\\\\|\\n)*\z")]
    private static partial Regex Help();

    [GeneratedRegex(@"\A# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<kind>counter|gauge|histogram)\z")]
    private static partial Regex Type();

    [GeneratedRegex(
        """\A(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<label>[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*")(?:,(?<label>[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*"))*\})? (?<value>[^ ]+)\z"""
    )]
    private static partial Regex SampleLine();
}
