using System.Diagnostics;
using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>A thousand customers text in the same instant.</summary>
internal sealed class Burst : IScenario
{
    private const string Unhashed = "unhashed";
    private const string Activations = "activations";
    private const int Texts = 1_000;
    private const string Answered = "answered 200";
    private const string Broken = "reset or lost";
    private const string LastReply = "last reply after s";

    public string Id => "burst";

    public string What => "1,000 texts at once on 1,000 new connections, unhashed and activations";

    // The slower of the two decides, in the worst round.
    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("1,000 of 1,000 answered 200", Side.AtLeast, Texts, "0", Least(Answered)) { EveryRound = true },
        new("the slowest 200 within 1 s", Side.AtMost, 1000, "0 ms", Most(measured => measured.Latency?.Max))
        {
            EveryRound = true,
        },
        new("none reset", Side.AtMost, 0, "0", Most(measured => measured.Figures[Broken])) { EveryRound = true },
        new("all replies out in ≤ 10 s", Side.AtMost, 10, "0.0 s", Most(measured => measured.Figures[LastReply]))
        {
            EveryRound = true,
        },
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench) =>
        [
            await BurstAsync(bench, Unhashed, TextKind.NoNumber, warm: bench.Count(4_000)),
            await BurstAsync(bench, Activations, TextKind.OwnCard, warm: bench.Count(1_000)),
        ];

    private static async Task<Measured> BurstAsync(BenchRun bench, string program, TextKind kind, int warm)
    {
        using var folder = new TempFolder();
        await Product.ImportAsync(bench, folder, await CardFiles.WriteAsync(folder, warm + Texts));
        await using var stage = await Stage.StartAsync(bench, folder);
        await stage.WarmAsync(stage.Plan(warm) with { Kind = kind });
        var plan = stage.Plan(Texts) with { Kind = kind, First = warm, Connections = Texts, Burst = true };
        var load = await bench.PostAsync(plan);
        var count = await stage.Carrier.WaitAsync(warm + load.Ok, bench.Stopping);
        return new Measured(program)
        {
            Ours = true,
            Latency = load.Latency,
            RssMb = stage.Product.RssMb,
            Figures = new Dictionary<string, double>
            {
                [Answered] = load.Ok,
                [Broken] = load.Broken,
                [LastReply] = Stopwatch.GetElapsedTime(load.SentAt[0], count.LastAt).TotalSeconds,
            },
            Note = Posting.NoteOn(load),
        };
    }

    private static Func<Round, double?> Least(string figure) =>
        round => round.Measured.Min(measured => measured.Figures[figure]);

    private static Func<Round, double?> Most(Func<Measured, double?> figure) => round => round.Measured.Max(figure);
}
