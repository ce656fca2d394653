using System.Diagnostics;
using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>A list of a million customers, each checked and their consents kept, beside a host that activates cards.</summary>
internal sealed class CampaignLoad : IScenario
{
    private const string List = "campaign load";
    private const string Host = "host beside it";
    private const int ActivationRate = 20;
    private const int LongestSeconds = 600;
    private const double Million = 1e6;

    public string Id => "campaign-load";

    public string What => "a list of 1,000,000 customers, beside a host with 20 activations a second";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("1,000,000 rows in ≤ 60 s", Side.AtMost, 60, "0.0 s", round => Million / round[List]?.PerSecond)
        {
            EveryRound = true,
        },
        new("the verb's RSS ≤ 300 MB", Side.AtMost, 300, "0 MB", round => round[List]?.RssMb) { EveryRound = true },
        new("beside it replies' p99 ≤ 500 ms", Side.AtMost, 500, "0 ms", round => round[Host]?.Latency?.P99)
        {
            EveryRound = true,
        },
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        const int Warm = 500;
        const int Cards = Warm + ActivationRate * LongestSeconds;
        var rows = bench.Count(1_000_000);
        using var folder = new TempFolder();
        await Product.ImportAsync(bench, folder, await CardFiles.WriteAsync(folder, Cards));
        var file = await CampaignFiles.WriteAsync(folder, rows);
        await Product.RunAsync(
            bench,
            folder,
            "campaign",
            "create",
            "spring",
            "--kind",
            "invite",
            "--control",
            "10",
            "--text",
            "en=Hi {name} in {city}, text us your card. STOP to end"
        );
        await using var stage = await Stage.StartAsync(bench, folder);
        await stage.WarmAsync(stage.Plan(Warm) with { Kind = TextKind.OwnCard });
        Measured? list = null;
        var host = await stage.MeasureAsync(
            Host,
            stage.Plan(Cards - Warm) with
            {
                Kind = TextKind.OwnCard,
                First = Warm,
                Rate = ActivationRate,
            },
            beside: async () =>
            {
                var clock = Stopwatch.StartNew();
                var ended = await Product.RunAsync(bench, folder, "campaign", "load", "spring", file);
                list = new Measured(List)
                {
                    PerSecond = rows / clock.Elapsed.TotalSeconds,
                    CpuPer1000 = ended.CpuSeconds * 1000 / rows,
                    RssMb = ended.PeakRssMb,
                };
            }
        );
        Database.Expect(Product.DatabaseIn(folder), "select count(*) from campaign_recipients", rows);
        Database.Expect(Product.DatabaseIn(folder), "select count(*) from phone_consents", rows);
        return [list!, host];
    }
}
