namespace SmsActivation.Bench.Scenarios;

/// <summary>An evening's traffic: how long a customer waits who is one of a hundred a second.</summary>
internal sealed class Steady : IScenario
{
    private const string Ours = "product";
    private const int Rate = 100;

    public string Id => "steady";

    public string What => "100 texts a second on schedule; waits from the scheduled moment to the reply at the carrier";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("p50 ≤ 30 ms", Side.AtMost, 30, "0.0 ms", round => round[Ours]?.Latency?.P50),
        new("p99 ≤ 150 ms", Side.AtMost, 150, "0.0 ms", round => round[Ours]?.Latency?.P99),
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        using var folder = new TempFolder();
        await using var stage = await Stage.StartAsync(bench, folder);
        var warm = (int)(bench.Seconds(15).TotalSeconds * Rate);
        var count = (int)(bench.Seconds(60).TotalSeconds * Rate);
        return [await stage.MeasureAsync(Ours, stage.Plan(warm + count) with { Rate = Rate }, skip: warm)];
    }
}
