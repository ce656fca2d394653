using System.Diagnostics;

namespace SmsActivation.Bench.Scenarios;

/// <summary>A million texts through one process: whether its memory comes to rest.</summary>
internal sealed class Soak : IScenario
{
    private const string Ours = "product";
    private const string Grown = "RSS growth MB";
    private const int Samples = 200;
    private const int AtOnce = 20_000;

    public string Id => "soak";

    public string What => "1,000,000 texts answered by one process, its RSS looked at every 5,000";

    // Medians of 100,000 texts each still differ a little from one collection to the next.
    public IReadOnlyList<Goal> Goals { get; } =
    [
        new(
            "RSS over the last 90 % of the texts grows by ≤ 5 MB",
            Side.AtMost,
            5,
            "0.0 MB",
            round => round[Ours]?.Figures[Grown]
        ),
    ];

    public bool OnlyInFull => true;

    public int Rounds(Arguments arguments) => 1;

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        var texts = bench.Arguments.Texts ?? bench.Count(1_000_000);
        using var folder = new TempFolder();
        await using var stage = await Stage.StartAsync(bench, folder);
        var samples = new List<double>();
        var (clock, cpu) = (Stopwatch.StartNew(), stage.Product.CpuSeconds);
        using (var done = CancellationTokenSource.CreateLinkedTokenSource(bench.Stopping))
        {
            var watching = WatchAsync(stage, samples, Math.Max(texts / Samples, 1), done.Token);
            for (var sent = 0; sent < texts; sent += AtOnce)
                await stage.WarmAsync(stage.Plan(Math.Min(AtOnce, texts - sent)) with { First = sent });
            await done.CancelAsync();
            await watching;
        }
        return
        [
            new Measured(Ours)
            {
                Ours = true,
                PerSecond = texts / clock.Elapsed.TotalSeconds,
                CpuPer1000 = (stage.Product.CpuSeconds - cpu) * 1000 / texts,
                RssMb = stage.Product.RssMb,
                Figures = new Dictionary<string, double>
                {
                    [Grown] = Decile(samples, 9) - Decile(samples, 1),
                    ["RSS MB, 2nd tenth"] = Decile(samples, 1),
                    ["RSS MB, last tenth"] = Decile(samples, 9),
                },
            },
        ];
    }

    private static async Task WatchAsync(Stage stage, List<double> samples, int every, CancellationToken done)
    {
        try
        {
            while (true)
            {
                if ((await stage.Carrier.CountAsync(done)).Texts >= (samples.Count + 1) * every)
                    samples.Add(stage.Product.RssMbNow);
                await Task.Delay(100, done);
            }
        }
        catch (OperationCanceledException)
        {
            // All texts are through.
        }
    }

    /// <summary>The median of one tenth of the samples.</summary>
    private static double Decile(List<double> samples, int tenth) =>
        Spread.MedianOf([.. samples.Skip(samples.Count * tenth / 10).Take(Math.Max(samples.Count / 10, 1)).Order()]);
}
