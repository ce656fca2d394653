using System.Diagnostics;
using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Faults;

/// <summary>What runs share that kill a host and make the carrier fail it.</summary>
internal static class KilledHost
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(90);

    /// <summary>As short as they may be beside each other; the list lags up to 4 s.</summary>
    public static IReadOnlyDictionary<string, string?> ShortSettle { get; } =
        new Dictionary<string, string?>
        {
            ["Outbox__Lease"] = "00:00:03",
            ["Outbox__SendDeadline"] = "00:00:02",
            ["Outbox__SettleAfter"] = "00:00:06",
            ["Outbox__SettleGap"] = "00:00:05",
        };

    /// <summary>One of the carrier's ways to fail the next creates.</summary>
    public static Fault Fault(Random random)
    {
        Fault[] faults =
        [
            new(FaultKind.Refuse, Status: 429, RetryAfter: 1),
            new(FaultKind.Refuse, Status: 503),
            new(FaultKind.Refuse, Status: 500, Taken: true, Reported: false),
            new(FaultKind.Close),
            new(FaultKind.Close, Taken: true),
            new(FaultKind.Hang, Taken: true, Reported: false),
            new(FaultKind.CallbackFirst),
            new(FaultKind.NoCallbacks),
            new(FaultKind.Late, DelaySeconds: 1.5),
        ];
        return faults[random.Next(faults.Length)] with { Times = random.Next(1, 3) };
    }

    public static async Task LiveAsync(Installation host, ChildProcess process)
    {
        var watch = Stopwatch.StartNew();
        while (!process.HasExited && !await host.IsLiveAsync())
        {
            if (watch.Elapsed > StartBound)
                throw new TimeoutException($"The host does not listen:\n{process.Everything}");
            await Task.Delay(20);
        }
    }

    /// <summary>True when it had killed itself by then, at the place that was chosen.</summary>
    public static bool End(ChildProcess process)
    {
        var itself = process.HasExited;
        // Its last words are read to their end here, also when it is gone already.
        process.Kill();
        if (itself && !process.Everything.Contains("SMSACTIVATION_CRASH_AT"))
            throw new InvalidOperationException($"The host ended with {process.ExitCode}:\n{process.Everything}");
        return itself;
    }
}
