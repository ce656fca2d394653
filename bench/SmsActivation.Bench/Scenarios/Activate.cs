using System.Globalization;
using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>Activations, each with a password to hash: nothing should cost much beside the hash itself.</summary>
internal sealed class Activate : IScenario
{
    private const string Ours = "product";
    private const string Limit = "hashes alone";

    /// <summary>What the product hashes a texted password with, by default.</summary>
    private const int Iterations = 10_000;

    public string Id => "activate";

    public string What => "a fresh card in each text; limit: the machine's own hashes, 10,000 iterations, all cores";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new(
            "≥ 90 % of the machine's hashes a second",
            Side.AtLeast,
            0.9,
            "0%",
            round => round[Ours]?.PerSecond / round[Limit]?.PerSecond
        ),
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench) =>
        [await ProductAsync(bench), await HashesAsync(bench)];

    private static async Task<Measured> ProductAsync(BenchRun bench)
    {
        var (warm, count) = (bench.Count(2_000), bench.Count(4_000));
        using var folder = new TempFolder();
        await Product.ImportAsync(bench, folder, await CardFiles.WriteAsync(folder, warm + count));
        await using var stage = await Stage.StartAsync(bench, folder);
        // The compiler's share must be spent before: it would count as much as the product's own.
        await stage.WarmAsync(stage.Plan(bench.Count(10_000)) with { First = warm + count });
        await stage.WarmAsync(stage.Plan(warm) with { Kind = TextKind.OwnCard });
        return await stage.MeasureAsync(Ours, stage.Plan(count) with { Kind = TextKind.OwnCard, First = warm });
    }

    private static async Task<Measured> HashesAsync(BenchRun bench)
    {
        var seconds = (int)bench.Seconds(10).TotalSeconds;
        await using var limit = Child.Start(BenchRun.Self, ["limit-hash", $"{seconds}", $"{Iterations}"]);
        var ended = await limit.EndAsync(bench.Stopping);
        var rate = double.Parse(ended.Output, CultureInfo.InvariantCulture);
        return new Measured(Limit)
        {
            PerSecond = rate,
            // The warm-up second is in the bill and in the count alike.
            CpuPer1000 = ended.CpuSeconds * 1000 / (rate * (seconds + 1)),
            RssMb = ended.PeakRssMb,
        };
    }
}
