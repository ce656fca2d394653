using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>Taking texts in, each on disk before its 200, beside what this machine can do at best.</summary>
internal sealed class Accept : IScenario
{
    private const string Bare = "bare";
    private const string Grouped = "grouped insert";
    private const string Paused = "product, paused";

    public string Id => "accept";

    public string What =>
        "webhooks at 64 connections, processing paused; limits: form and HMAC alone, and those with a grouped insert";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("≥ 50 % of the bare endpoint's rate", Side.AtLeast, 0.5, "0%", Share(Bare)),
        new("≥ 80 % of the grouped insert's rate", Side.AtLeast, 0.8, "0%", Share(Grouped)),
        new("p99 ≤ 12 ms", Side.AtMost, 12, "0.0 ms", round => round[Paused]?.Latency?.P99),
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        var results = new List<Measured>();
        foreach (var program in (string[])[Bare, Grouped, Paused])
        {
            using var folder = new TempFolder();
            await using IServer server = program switch
            {
                Bare => await LimitServer.BareAsync(bench),
                Grouped => await LimitServer.GroupedAsync(bench, folder),
                _ => await Product.StartAsync(bench, folder, carrierPort: null, ("Inbox__Paused", "true")),
            };
            await bench.PostAsync(new LoadPlan(server.Port, bench.NextRun(), bench.Count(15_000)));
            var plan = new LoadPlan(server.Port, bench.NextRun(), bench.Count(30_000)) { First = bench.Count(15_000) };
            results.Add(await bench.MeasureAsync(program, server, plan));
        }
        return results;
    }

    private static Func<Round, double?> Share(string limit) =>
        round => round[Paused]?.PerSecond / round[limit]?.PerSecond;
}
