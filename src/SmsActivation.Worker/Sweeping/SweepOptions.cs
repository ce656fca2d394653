namespace SmsActivation.Worker.Sweeping;

/// <summary>Section <c>Sweep</c>: how the carrier is asked for what did not come by itself.</summary>
public sealed class SweepOptions
{
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far a sweep of inbound texts reaches back into the last one.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Texts as young as this are left to their webhook, which may be on its way.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public IEnumerable<string> Faults()
    {
        if (Every < TimeSpan.FromSeconds(1) || Every > Longest)
            yield return $"Sweep:Every is {Every}: it must be from 00:00:01 to {Longest}.";
        if (Overlap < TimeSpan.Zero || Overlap > Longest)
            yield return $"Sweep:Overlap is {Overlap}: it must be from 00:00:00 to {Longest}.";
        if (Grace < TimeSpan.Zero || Grace > Longest)
            yield return $"Sweep:Grace is {Grace}: it must be from 00:00:00 to {Longest}.";
    }
}
