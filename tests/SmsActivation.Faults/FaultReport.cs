using System.Text;

namespace SmsActivation.Faults;

/// <summary>What a run did, and every promise it saw broken.</summary>
public sealed record FaultReport(int Messages, int Kills, TimeSpan Took, IReadOnlyList<string> Violations)
{
    /// <summary>How often the host killed itself at each place when that was chosen.</summary>
    public required IReadOnlyDictionary<string, int> CrashPoints { get; init; }

    /// <summary>At random, by SIGKILL; the chosen places that were not reached among them.</summary>
    public required int AtRandom { get; init; }
    public required int NotReached { get; init; }
    public required int Faults { get; init; }
    public required int Freezes { get; init; }
    public required int Locks { get; init; }

    /// <summary>Creates that the carrier saw, whatever it did with them.</summary>
    public required int Tries { get; init; }
    public required int Told { get; init; }
    public required int Redelivered { get; init; }
    public required int Swept { get; init; }
    public required int Waited { get; init; }
    public required int Replaced { get; init; }
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{Messages:n0} messages, {Kills:n0} kills, {Faults:n0} faults of the carrier, {Freezes:n0} freezes of the host, "
                + $"{Locks:n0} locks of the database, a clock set a day ahead, in {Took:hh\\:mm\\:ss}"
        );
        foreach (var (point, times) in CrashPoints.OrderBy(one => one.Key, StringComparer.Ordinal))
            text.AppendLine($"  {times, 6:n0} × {point}");
        text.AppendLine(
            $"  {AtRandom, 6:n0} × at random (SIGKILL), {NotReached:n0} of them at a place that was not reached"
        );
        text.AppendLine(
            string.Join(", ", Outcomes.OrderByDescending(one => one.Value).Select(one => $"{one.Value:n0} {one.Key}"))
        );
        text.AppendLine(
            $"{Redelivered:n0} webhooks came again, {Swept:n0} never and were found in the list, {Waited:n0} PASSWORDs waited "
                + $"for a reply on its way, {Replaced:n0} passwords expired at the carrier and were replaced"
        );
        text.AppendLine($"{Tries:n0} tries reached the carrier");
        text.AppendLine($"{Told:n0} events were told to a shop that stumbles");
        text.AppendLine(Violations.Count == 0 ? "every promise was kept" : $"{Violations.Count} promises broken:");
        foreach (var violation in Violations.Take(50))
            text.AppendLine("  " + violation);
        return text.ToString();
    }
}
