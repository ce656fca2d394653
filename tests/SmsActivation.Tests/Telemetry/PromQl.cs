using System.Text.RegularExpressions;

namespace SmsActivation.Tests.Telemetry;

/// <summary>Which metrics a query reads, and with which labels.</summary>
/// <param name="Labels">Matchers that name a whole value.</param>
internal sealed record Selected(string Metric, IReadOnlyList<(string Name, string Value)> Labels);

/// <summary>Finds the metrics of a query, as far as ours go: names, matchers, functions, groupings, durations.</summary>
internal static partial class PromQl
{
    private static readonly string[] Words = ["and", "or", "unless", "offset", "bool", "group_left", "group_right"];

    public static IReadOnlyList<Selected> MetricsIn(string query)
    {
        var without = Grouping().Replace(query, " ");
        return
        [
            .. Name()
                .Matches(without)
                .Where(match => !Words.Contains(match.Groups["name"].Value))
                .Select(match => new Selected(
                    match.Groups["name"].Value,
                    [
                        .. Matcher()
                            .Matches(match.Groups["labels"].Value)
                            .Select(label => (label.Groups["name"].Value, label.Groups["value"].Value)),
                    ]
                )),
        ];
    }

    // by (le), ignoring (outcome): names of labels.
    [GeneratedRegex(@"\b(?:by|without|on|ignoring)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    // A name that is no function's; durations and numbers begin with a digit, words within quotes stand in a matcher.
    [GeneratedRegex(
        """(?<![\w:$"\[.])(?<name>[a-zA-Z_:][\w:]*)\b(?!\s*\()(?!")(?:\{(?<labels>(?:[^"}]|"[^"]*")*)\})?(?:\[[^\]]*\])?"""
    )]
    private static partial Regex Name();

    [GeneratedRegex("""(?<name>\w+)="(?<value>[^"]*)"\s*(?:,|$)""")]
    private static partial Regex Matcher();
}
