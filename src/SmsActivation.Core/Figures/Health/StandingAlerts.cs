using SmsActivation.Core.Alerts;

namespace SmsActivation.Core.Figures.Health;

/// <summary>Alerts that stand, as findings: what people were called for must not be missing where they look first.</summary>
internal static class StandingAlerts
{
    /// <param name="found">What is said already needs no second word.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<StandingAlert> alerts, IReadOnlyList<Finding> found) =>
        alerts
            .Where(alert => !alert.IsOver && found.All(finding => finding.Alert != alert.Kind))
            // Each campaign by its name: each has a page of its own.
            .GroupBy(alert => (alert.Kind, alert.CampaignId))
            .Select(kind =>
            {
                var alert = kind.OrderBy(one => one.AcknowledgedAt is not null).ThenBy(one => one.RaisedAt).First();
                var others = kind.Count() > 1 ? $", and {kind.Count() - 1} more like it" : "";
                var person = alert.AcknowledgedBy is { } name ? $" {name} looks after it." : "";
                return new Finding(
                    alert.Kind.Severity() == AlertSeverity.Critical && alert.AcknowledgedAt is null
                        ? Gravity.Bad
                        : Gravity.Warn,
                    $"{Capital(alert.SummaryWithWhy)}{others}.{person}",
                    alert.NextStep + ".",
                    Lookup.NeedsPerson,
                    alert.Kind,
                    alert.CampaignId
                );
            });

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
