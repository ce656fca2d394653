using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>All cores are busy with slow hashes, as when everybody signs in at once, and texts still arrive. Here
/// they are those of activations, made as slow as a sign-in's.</summary>
internal sealed class Storm : IScenario
{
    private const string Ours = "product";
    private const string SignInIterations = "210000";
    private const string StillWaiting = "welcomes still waiting at the end";
    private const string Waiting = "select count(*) from outbound_messages where holds_password = 1 and sid is null";
    private const int Rate = 50;

    public string Id => "storm";

    public string What =>
        "50 webhooks a second on schedule while 3,000 activations wait to be hashed at 210,000 iterations";

    public IReadOnlyList<Goal> Goals { get; } =
    [new("webhooks' p99 ≤ 50 ms", Side.AtMost, 50, "0.0 ms", round => round[Ours]?.Latency?.P99)];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        var (warm, waiting) = (bench.Count(2_000), bench.Count(3_000));
        using var folder = new TempFolder();
        await Product.ImportAsync(bench, folder, await CardFiles.WriteAsync(folder, waiting));
        await using var stage = await Stage.StartAsync(
            bench,
            folder,
            ("Password__TemporaryIterations", SignInIterations)
        );
        await stage.WarmAsync(stage.Plan(warm) with { First = waiting });
        await bench.PostAsync(stage.Plan(waiting) with { Kind = TextKind.OwnCard });

        var seconds = (int)bench.Seconds(30).TotalSeconds;
        var plan = stage.Plan(seconds * Rate) with { First = waiting + warm, Rate = Rate };
        var measured = await bench.MeasureAsync(Ours, stage.Product, plan);
        var left = Database.Scalar(Product.DatabaseIn(folder), Waiting);
        return
        [
            measured with
            {
                // The CPU went into hashes, not into these texts.
                CpuPer1000 = null,
                Figures = new Dictionary<string, double> { [StillWaiting] = left },
                Note = left > 0 ? measured.Note : "the backlog was used up before the end",
            },
        ];
    }
}
