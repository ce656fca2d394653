using SmsActivation.Core.Alerts;

namespace SmsActivation.Core.Figures.Health;

/// <summary>Alerts that stand, as findings: what people were called for must not be missing where they look first.</summary>
internal static class StandingAlerts
{
    /// <param name="found">What is said already needs no second word.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<StandingAlert> alerts, IReadOnlyList<Finding> found) =>
        alerts
            .Where(alert => found.All(finding => finding.Alert != alert.Kind))
            .GroupBy(alert => alert.Kind)
            .Select(kind =>
            {
                var alert = kind.OrderBy(one => one.AcknowledgedAt is not null).ThenBy(one => one.RaisedAt).First();
                var others = kind.Count() > 1 ? $", and {kind.Count() - 1} more like it" : "";
                var person = alert.AcknowledgedBy is { } name ? $" {name} looks after it." : "";
                return new Finding(
                    alert.Kind.Severity() == AlertSeverity.Critical && alert.AcknowledgedAt is null
                        ? Gravity.Bad
                        : Gravity.Warn,
                    $"{Capital(alert.Summary)}{others}.{person}",
                    alert.NextStep + ".",
                    Lookup.NeedsPerson,
                    alert.Kind
                );
            });

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
