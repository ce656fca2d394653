using System.Globalization;

namespace SmsActivation.Bench.Scenarios;

/// <summary>What it costs to be watched: the answer's texts on a host that is scraped and sends metrics and every text's trace
/// to a collector, beside one that measures nothing. Rounds begin with the one and with the other in turn.</summary>
internal sealed class Telemetry : IScenario
{
    private const string Watched = "watched";
    private const string Scraped = "scraped only";
    private const string Alone = "unwatched";
    private static readonly TimeSpan BetweenScrapes = TimeSpan.FromSeconds(5);
    private static readonly HttpClient s_http = new(new SocketsHttpHandler { UseProxy = false });
    private int _rounds;

    public string Id => "telemetry";

    public string What => "CPU of the answer's texts with metrics scraped and traces sent, over that with neither";

    public bool OnlyInFull => true;

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new(
            "CPU with metrics and traces < 1.05 × without",
            Side.AtMost,
            1.05,
            "0.000 ×",
            round => round[Watched]?.CpuPer1000 / round[Alone]?.CpuPer1000
        ),
        new(
            "CPU with metrics alone < 1.05 × without",
            Side.AtMost,
            1.05,
            "0.000 ×",
            round => round[Scraped]?.CpuPer1000 / round[Alone]?.CpuPer1000
        ),
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        Func<BenchRun, Task<Measured>>[] programs = [WatchedAsync, ScrapedAsync, AloneAsync];
        var measured = new List<Measured>();
        foreach (var program in _rounds++ % 2 == 0 ? programs : programs.Reverse())
            measured.Add(await program(bench));
        return measured;
    }

    private static async Task<Measured> WatchedAsync(BenchRun bench)
    {
        var port = Ports.Free();
        await using var collector = Child.Start(BenchRun.Self, ["collector", $"{port}"], Child.Lean).Muted();
        await Ports.WaitAsync(port, bench.Stopping);
        var measured = await MeasureAsync(
            bench,
            Watched,
            scraped: true,
            ("Telemetry__OtlpEndpoint", $"http://127.0.0.1:{port}"),
            ("Telemetry__OtlpEvery", "00:00:05")
        );
        var seen = (await s_http.GetStringAsync($"http://127.0.0.1:{port}/", bench.Stopping)).Split(' ');
        return measured with
        {
            Figures = new Dictionary<string, double>
            {
                ["reports that the collector took"] = double.Parse(seen[0], CultureInfo.InvariantCulture),
                ["MB in them"] = double.Parse(seen[1], CultureInfo.InvariantCulture) / 1e6,
            },
        };
    }

    private static Task<Measured> ScrapedAsync(BenchRun bench) => MeasureAsync(bench, Scraped, scraped: true);

    private static Task<Measured> AloneAsync(BenchRun bench) =>
        MeasureAsync(bench, Alone, scraped: false, ("Telemetry__Metrics", "false"));

    private static async Task<Measured> MeasureAsync(
        BenchRun bench,
        string program,
        bool scraped,
        params IEnumerable<(string Name, string Value)> settings
    )
    {
        using var folder = new TempFolder();
        await using var stage = await Stage.StartAsync(bench, folder, settings);
        var count = bench.Count(20_000);
        await stage.WarmAsync(stage.Plan(count));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(bench.Stopping);
        var scraping = scraped ? ScrapeAsync(stage.Product.Port, end.Token) : Task.CompletedTask;
        var measured = await stage.MeasureAsync(program, stage.Plan(count) with { First = count });
        await end.CancelAsync();
        await scraping;
        return measured;
    }

    private static async Task ScrapeAsync(int port, CancellationToken end)
    {
        using var timer = new PeriodicTimer(BetweenScrapes);
        try
        {
            do await s_http.GetStringAsync($"http://127.0.0.1:{port}/metrics", end);
            while (await timer.WaitForNextTickAsync(end));
        }
        catch (OperationCanceledException)
        {
            // The load has ended.
        }
    }
}
