using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>From a text to its reply where nothing is hashed, beside what a capable user would write from Twilio's own
/// quickstarts.</summary>
internal sealed class Answer : IScenario
{
    private const string Ours = "product";
    private const string Theirs = "quickstart peer";

    public string Id => "answer";

    public string What => "text to reply at the carrier, two callbacks a text, 64 connections; against the peer";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new(
            "≥ 3 × the peer's texts a second",
            Side.AtLeast,
            3,
            "0.0 ×",
            round => round[Ours]?.PerSecond / round[Theirs]?.PerSecond
        ),
        new(
            "CPU a text ≤ a third of the peer's",
            Side.AtMost,
            1 / 3.0,
            "0%",
            round => round[Ours]?.CpuPer1000 / round[Theirs]?.CpuPer1000
        ),
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench) =>
        [await ProductAsync(bench), await PeerAsync(bench)];

    private static async Task<Measured> ProductAsync(BenchRun bench)
    {
        using var folder = new TempFolder();
        await using var stage = await Stage.StartAsync(bench, folder);
        await stage.WarmAsync(stage.Plan(bench.Count(20_000)));
        return await stage.MeasureAsync(Ours, stage.Plan(bench.Count(20_000)) with { First = bench.Count(20_000) });
    }

    private static async Task<Measured> PeerAsync(BenchRun bench)
    {
        if (Peer.Missing() is { } missing)
            return new Measured(Theirs) { Note = missing };
        await using var peer = await PeerServer.StartAsync(bench);
        await bench.PostAsync(new LoadPlan(peer.Port, bench.NextRun(), bench.Count(20_000)));
        var plan = new LoadPlan(peer.Port, bench.NextRun(), bench.Count(20_000)) { First = bench.Count(20_000) };
        return await bench.MeasureAsync(Theirs, peer, plan);
    }
}
