using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace SmsActivation.Worker.Telemetry;

/// <summary>Prometheus' text format, version 0.0.4, and how OpenTelemetry's names become names of it.
/// Sources: Prometheus, "Exposition formats"; OpenTelemetry, "Prometheus and OpenMetrics Compatibility".</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Dots become underscores; the unit ends the name, and <c>_total</c> that of a counter.</summary>
    public static string Name(string name, string? unit, FamilyKind kind)
    {
        var words = new StringBuilder(Sanitized(name, alsoColon: true));
        if (Unit(unit, kind) is { } suffix && !EndsWith(words, suffix))
            words.Append('_').Append(suffix);
        if (kind == FamilyKind.Counter && !EndsWith(words, "total"))
            words.Append("_total");
        return words.ToString();
    }

    public static string LabelName(string name) => Sanitized(name, alsoColon: false);

    /// <summary><c>name="value",…</c> in the order of names; names that come to the same share one label.</summary>
    public static string Labels(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(
            ',',
            tags.GroupBy(tag => LabelName(tag.Key), tag => Word(tag.Value), StringComparer.Ordinal)
                .OrderBy(label => label.Key, StringComparer.Ordinal)
                .Select(label => $"{label.Key}=\"{Escaped(string.Join(';', label))}\"")
        );

    public static void WriteHead(StringBuilder to, string name, string help, FamilyKind kind) =>
        to.Append("# HELP ")
            .Append(name)
            .Append(' ')
            .Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
            .Append("\n# TYPE ")
            .Append(name)
            .Append(' ')
            .Append(Word(kind))
            .Append('\n');

    /// <param name="suffix">Behind the family's name: "", <c>_bucket</c>, <c>_sum</c> or <c>_count</c>.</param>
    /// <param name="bound">Of a bucket; else null.</param>
    public static void WriteSample(
        StringBuilder to,
        string name,
        string suffix,
        string labels,
        double value,
        double? bound = null
    )
    {
        to.Append(name).Append(suffix);
        if (labels.Length > 0 || bound is not null)
        {
            to.Append('{').Append(labels);
            if (bound is { } most)
                to.Append(labels.Length > 0 ? "," : "").Append("le=\"").Append(Number(most)).Append('"');
            to.Append('}');
        }
        to.Append(' ').Append(Number(value)).Append('\n');
    }

    public static string Number(double value) =>
        value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            double.NaN => "NaN",
            _ => value.ToString(CultureInfo.InvariantCulture),
        };

    private static string Word(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Escaped(string value) =>
        value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Word(FamilyKind kind) =>
        kind switch
        {
            FamilyKind.Counter => "counter",
            FamilyKind.Gauge => "gauge",
            FamilyKind.Histogram => "histogram",
        };

    /// <summary>In full words; what stands in braces is an annotation, and no unit.</summary>
    private static string? Unit(string? unit, FamilyKind kind) =>
        unit switch
        {
            null or "" => null,
            ['{', ..] => null,
            "1" => kind == FamilyKind.Gauge ? "ratio" : null,
            "s" => "seconds",
            "ms" => "milliseconds",
            "By" => "bytes",
            "%" => "percent",
            _ => Sanitized(unit, alsoColon: false),
        };

    private static bool EndsWith(StringBuilder words, string word)
    {
        var text = words.ToString();
        return text == word || text.EndsWith('_' + word, StringComparison.Ordinal);
    }

    private static string Sanitized(string name, bool alsoColon)
    {
        var to = new StringBuilder(name.Length);
        foreach (var sign in name)
        {
            if (char.IsAsciiLetterOrDigit(sign) || (sign == ':' && alsoColon))
                to.Append(sign);
            else if (to.Length == 0 || to[^1] != '_')
                to.Append('_');
        }
        return to.Length == 0 || char.IsAsciiDigit(to[0]) ? "_" + to : to.ToString();
    }
}

/// <summary>What Prometheus calls a type.</summary>
internal enum FamilyKind
{
    Counter,
    Gauge,
    Histogram,
}
