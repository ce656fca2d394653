using System.ComponentModel;
using System.Diagnostics;
using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>Cards by the million, each checked, beside a tool that checks nothing; and beside a host that must not be
/// held up by it.</summary>
internal sealed class Import : IScenario
{
    private const string Alone = "product";
    private const string Theirs = "sqlite3 .import";
    private const string Beside = "beside a host";
    private const int WebhookRate = 50;
    private const int LongestSeconds = 600;

    public string Id => "import";

    public string What => "1,000,000 cards against sqlite3 .import; 300,000 beside a host with 50 webhooks a second";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new(
            "≥ 60 % of sqlite3 .import's rows a second",
            Side.AtLeast,
            0.6,
            "0%",
            round => round[Alone]?.PerSecond / round[Theirs]?.PerSecond
        ),
        new("beside it no webhook waits > 250 ms", Side.AtMost, 250, "0 ms", round => round[Beside]?.Latency?.Max)
        {
            EveryRound = true,
        },
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        var rows = bench.Count(1_000_000);
        return
        [
            await AloneAsync(bench, rows),
            await SqliteAsync(bench, rows),
            await BesideAsync(bench, bench.Count(300_000)),
        ];
    }

    private static async Task<Measured> AloneAsync(BenchRun bench, int rows)
    {
        using var folder = new TempFolder();
        var file = await CardFiles.WriteAsync(folder, rows);
        var clock = Stopwatch.StartNew();
        var ended = await Product.ImportAsync(bench, folder, file);
        var seconds = clock.Elapsed.TotalSeconds;
        Database.Expect(Product.DatabaseIn(folder), "select count(*) from cards", rows);
        return Imported(Alone, rows, seconds, ended) with { Ours = true };
    }

    private static async Task<Measured> SqliteAsync(BenchRun bench, int rows)
    {
        using var folder = new TempFolder();
        var database = folder.File("cards.db");
        var file = await CardFiles.WriteRowsAsync(folder, rows, Database.CreateAsTheProductDoes(database));
        var clock = Stopwatch.StartNew();
        try
        {
            await using var import = Child.StartCommand(
                "sqlite3",
                [
                    "-bail",
                    database,
                    "pragma synchronous = full; pragma cache_size = -65536",
                    $".import --csv {file} cards",
                ]
            );
            var ended = await import.EndAsync(bench.Stopping);
            var seconds = clock.Elapsed.TotalSeconds;
            Database.Expect(database, "select count(*) from cards", rows);
            return Imported(Theirs, rows, seconds, ended);
        }
        catch (Win32Exception)
        {
            return new Measured(Theirs) { Note = "there is no command sqlite3 here" };
        }
    }

    private static async Task<Measured> BesideAsync(BenchRun bench, int rows)
    {
        const int Warm = 1_000;
        using var folder = new TempFolder();
        var file = await CardFiles.WriteAsync(folder, rows);
        await using var stage = await Stage.StartAsync(bench, folder);
        await stage.WarmAsync(stage.Plan(Warm));
        await using var load = Posting.Begin(
            stage.Plan(WebhookRate * LongestSeconds) with
            {
                First = Warm,
                Rate = WebhookRate,
            }
        );
        await stage.Carrier.WaitAsync(Warm + WebhookRate, bench.Stopping);
        var clock = Stopwatch.StartNew();
        var ended = await Product.ImportAsync(bench, folder, file);
        var seconds = clock.Elapsed.TotalSeconds;
        load.CloseInput();
        var webhooks = await Posting.ResultAsync(bench, load);
        Database.Expect(Product.DatabaseIn(folder), "select count(*) from cards", rows);
        return Imported(Beside, rows, seconds, ended) with
        {
            Ours = true,
            Latency = webhooks.Latency,
            RssMb = Math.Max(ended.PeakRssMb, stage.Product.RssMb),
            Figures = new Dictionary<string, double> { ["webhooks"] = webhooks.Ok },
            Note = Posting.NoteOn(webhooks),
        };
    }

    private static Measured Imported(string program, int rows, double seconds, Ended ended) =>
        new(program)
        {
            PerSecond = rows / seconds,
            CpuPer1000 = ended.CpuSeconds * 1000 / rows,
            RssMb = ended.PeakRssMb,
        };
}
