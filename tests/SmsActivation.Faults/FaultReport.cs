using System.Text;

namespace SmsActivation.Faults;

/// <summary>What a run did, and every promise it saw broken.</summary>
public sealed record FaultReport(
    int Messages,
    int Kills,
    IReadOnlyDictionary<string, int> CrashPoints,
    int Faults,
    int Freezes,
    int Locks,
    int Tries,
    int Told,
    IReadOnlyList<string> Violations
)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{Messages:n0} messages, {Kills:n0} kills, {Faults:n0} faults of the carrier, {Freezes:n0} freezes of the host, "
                + $"{Locks:n0} locks of the database, a clock set a day ahead"
        );
        foreach (var (point, times) in CrashPoints.OrderBy(one => one.Key, StringComparer.Ordinal))
            text.AppendLine($"  {times, 6:n0} × {point}");
        text.AppendLine($"{Tries:n0} tries reached the carrier");
        text.AppendLine($"{Told:n0} events were told to a shop that stumbles");
        text.AppendLine(Violations.Count == 0 ? "every promise was kept" : $"{Violations.Count} promises broken:");
        foreach (var violation in Violations.Take(50))
            text.AppendLine("  " + violation);
        return text.ToString();
    }
}
