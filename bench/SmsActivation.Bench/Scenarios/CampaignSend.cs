using System.Diagnostics;

namespace SmsActivation.Bench.Scenarios;

/// <summary>A campaign at full rate beside customers who text: whether it keeps its pace, and how soon a stop ends it.</summary>
internal sealed class CampaignSend : IScenario
{
    private const string Sent = "campaign";
    private const string Host = "replies beside it";
    private const int PerSecond = 100;
    private const int ReplyRate = 20;
    private const int First = 1_000_000;
    private const int LongestSeconds = 300;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private static readonly (string, string)[] Settings =
    [
        ("Campaigns__SendsPerDay", "1000000"),
        ("Campaigns__ApprovalAbove", "1000000"),
    ];

    public string Id => "campaign-send";

    public string What =>
        $"a campaign at {PerSecond} a second for 90 s, beside {ReplyRate} texts a second; then its stop";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new(
            "farthest from the pace in any 10 s ≤ 5 %",
            Side.AtMost,
            5,
            "0.0' %'",
            round => round[Sent]?.Figures["off %"]
        )
        {
            EveryRound = true,
        },
        new("last request ≤ 2 s after a stop", Side.AtMost, 2000, "0 ms", round => round[Sent]?.Figures["stop ms"])
        {
            EveryRound = true,
        },
        new("beside it replies' p99 ≤ 500 ms", Side.AtMost, 500, "0 ms", round => round[Host]?.Latency?.P99)
        {
            EveryRound = true,
        },
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        const int Warm = 200;
        using var folder = new TempFolder();
        await RunAsync("db", "migrate");
        var file = await CampaignFiles.WriteAsync(folder, PerSecond * LongestSeconds, First);
        await RunAsync(
            "campaign",
            "create",
            "spring",
            "--text",
            "en=Hi {name}, text us your card. STOP to end",
            "--per-second",
            $"{PerSecond}",
            "--from",
            "00:00",
            "--until",
            "24:00"
        );
        await RunAsync("campaign", "load", "spring", file);
        await using var stage = await Stage.StartAsync(bench, folder, Settings);
        await stage.WarmAsync(stage.Plan(Warm));
        var stopped = 0L;
        var host = await stage.MeasureAsync(
            Host,
            stage.Plan(ReplyRate * LongestSeconds) with
            {
                First = Warm,
                Rate = ReplyRate,
            },
            beside: async () =>
            {
                await RunAsync("campaign", "start", "spring");
                await Task.Delay(bench.Seconds(90), bench.Stopping);
                await RunAsync("campaign", "stop", "spring", "--reason", "the bench has seen enough");
                stopped = Stopwatch.GetTimestamp();
                await Task.Delay(TimeSpan.FromSeconds(3), bench.Stopping);
            }
        );
        var texts = (await stage.Carrier.TextsAsync(from: 0, bench.Stopping))
            .Where(text => text.Phone >= Texts.PhoneDigits(First))
            .ToList();
        if (texts.DistinctBy(text => text.Phone).Count() != texts.Count)
            throw new InvalidOperationException("Somebody was texted twice.");
        return [Of([.. texts.Select(text => text.At)], stopped), host];

        Task RunAsync(params string[] verb) => Product.RunAsync(bench, folder, Settings, verb);
    }

    /// <param name="stopped">When the verb had ended.</param>
    private static Measured Of(long[] sentAt, long stopped)
    {
        var (least, most) = (int.MaxValue, 0);
        for (var from = TimeSpan.Zero; from + Window <= Stopwatch.GetElapsedTime(sentAt[0], sentAt[^1]); from += Step)
        {
            var begin = from;
            var sent = sentAt.Count(at =>
                Stopwatch.GetElapsedTime(sentAt[0], at) is var since && since >= begin && since < begin + Window
            );
            (least, most) = (Math.Min(least, sent), Math.Max(most, sent));
        }
        var asked = PerSecond * Window.TotalSeconds;
        return new Measured(Sent)
        {
            PerSecond = (sentAt.Length - 1) / Stopwatch.GetElapsedTime(sentAt[0], sentAt[^1]).TotalSeconds,
            Figures = new Dictionary<string, double>
            {
                ["10 s, fewest"] = least,
                ["10 s, most"] = most,
                ["off %"] = 100 * Math.Max(most - asked, asked - least) / asked,
                ["stop ms"] = Math.Max(0, Stopwatch.GetElapsedTime(stopped, sentAt[^1]).TotalMilliseconds),
            },
        };
    }
}
