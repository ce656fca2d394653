using System.Net;

namespace SmsActivation.Bench.Scenarios;

/// <summary>Everybody signs in at once, or somebody guesses as fast as they can, and texts still arrive.</summary>
internal sealed class SignInStorm : IScenario
{
    private const string Calm = "calm";
    private const string Stormy = "storm";
    private const string PerSecond = "sign-ins compared a second";
    private const string SentAway = "sent away, busy, a second";
    private const int Rate = 50;
    private const int Browsers = 64;

    public string Id => "sign-in-storm";

    public string What => "50 webhooks a second on schedule, alone and beside 64 browsers that try wrong passwords";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("webhooks' p99 in the storm ≤ 50 ms", Side.AtMost, 50, "0.0 ms", round => round[Stormy]?.Latency?.P99),
        new("refused or broken webhooks: 0", Side.AtMost, 0, "0", round => round[Stormy]?.Note is null ? 0 : 1),
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        using var folder = new TempFolder();
        await using var stage = await Stage.StartAsync(bench, folder, SignIns.WithoutLimits);
        await stage.WarmAsync(stage.Plan(bench.Count(2_000)));
        var plan = stage.Plan((int)bench.Seconds(30).TotalSeconds * Rate) with { Rate = Rate };
        var calm = await bench.MeasureAsync(Calm, stage.Product, plan with { First = 10_000 });

        using var end = CancellationTokenSource.CreateLinkedTokenSource(bench.Stopping);
        var tries = Enumerable.Range(0, Browsers).Select(i => GuessAsync(stage.Product.Port, i, end.Token)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(2), bench.Stopping);
        var seconds = System.Diagnostics.Stopwatch.StartNew();
        plan = plan with { Run = bench.NextRun(), First = 20_000 };
        var storm = await bench.MeasureAsync(Stormy, stage.Product, plan);
        await end.CancelAsync();
        var (compared, busy) = (await Task.WhenAll(tries)).Aggregate((a, b) => (a.Item1 + b.Item1, a.Item2 + b.Item2));
        var took = seconds.Elapsed.TotalSeconds + 2;
        return
        [
            calm,
            storm with
            {
                // The CPU went into hashes, not into these texts.
                CpuPer1000 = null,
                Figures = new Dictionary<string, double>
                {
                    [PerSecond] = compared / took,
                    [SentAway] = busy / took,
                    ["p99, storm over calm"] = storm.Latency!.P99 / calm.Latency!.P99,
                },
            },
        ];
    }

    /// <summary>How many were compared, and how many were told to come again.</summary>
    private static async Task<(int Compared, int Busy)> GuessAsync(int port, int browser, CancellationToken end)
    {
        using var browsing = new SignIns(port);
        var (compared, busy) = (0, 0);
        try
        {
            for (var i = 0; ; i++)
            {
                var (status, _, _) = await browsing.TryAsync($"nobody{browser}x{i % 100}", $"wrong {i}", end);
                if (status == HttpStatusCode.Unauthorized)
                    compared++;
                else if (status == HttpStatusCode.ServiceUnavailable)
                    busy++;
                else
                    throw new InvalidOperationException($"A wrong password was answered {status}.");
            }
        }
        catch (OperationCanceledException)
        {
            return (compared, busy);
        }
    }
}
