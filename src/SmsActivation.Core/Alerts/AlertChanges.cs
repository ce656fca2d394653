namespace SmsActivation.Core.Alerts;

/// <summary>What a look changes in the alerts that stand.</summary>
public sealed record AlertChanges(
    IReadOnlyList<Alert> Raised,
    IReadOnlyList<StillStands> Still,
    IReadOnlyList<StandingAlert> Over
)
{
    /// <summary>What was not found for <see cref="AlertOptions.ClearAfter"/> is over; what only happened, when it did not
    /// happen again for a day.</summary>
    public static AlertChanges Between(
        IReadOnlyList<StandingAlert> standing,
        IReadOnlyList<Alert> found,
        AlertOptions options,
        DateTimeOffset now
    )
    {
        var byKey = found.ToDictionary(alert => (alert.Kind, alert.Subject));
        var still = new List<StillStands>();
        var over = new List<StandingAlert>();
        foreach (var stood in standing)
        {
            var quiet = now - stood.LastSeenAt;
            if (byKey.GetValueOrDefault((stood.Kind, stood.Subject)) is { } alert)
            {
                var worse = IsWorse(stood, alert);
                if (worse || quiet >= options.ClearAfter / 4)
                    still.Add(new StillStands(stood, alert, worse));
            }
            else if (quiet >= (stood.Kind.IsMoment() ? AlertOptions.MomentLasts : options.ClearAfter))
                over.Add(stood);
        }
        var stands = standing.Select(stood => (stood.Kind, stood.Subject)).ToHashSet();
        return new AlertChanges([.. found.Where(alert => !stands.Contains((alert.Kind, alert.Subject)))], still, over);
    }

    private static bool IsWorse(StandingAlert stood, Alert found) =>
        stood.AcknowledgedAt is not null && stood.Kind.CountsPeople() && found.Figure > (stood.Figure ?? 0);
}

/// <param name="Worse">Who has acknowledged it must hear of it again.</param>
public sealed record StillStands(StandingAlert Stood, Alert Found, bool Worse);
