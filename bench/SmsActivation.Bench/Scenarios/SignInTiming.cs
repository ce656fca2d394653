using System.Net;
using System.Text.Encodings.Web;
using SmsActivation.Bench.Programs;
using SmsActivation.Core.Members;

namespace SmsActivation.Bench.Scenarios;

/// <summary>Whether the time of a refusal tells an account that exists from one that does not: Welch's t over tries of both,
/// one at a time, in random order. Hashes are as quick as the settings allow, so that little hides behind them.</summary>
internal sealed class SignInTiming : IScenario
{
    private const string Ours = "product";
    private const string Iterations = "100000";
    private const string OwnWrong = "a wrong password";
    private const string TextedWrong = "bcdf-ghjk-mnpq";
    private const double Suspicious = 4;

    // A member with a password of their own, one with texted ones only, and nobody.
    private const int Settled = 0;
    private const int Fresh = 1;
    private const int Nobody = 7_000;

    private static readonly (string Figure, string Password, Func<int, string> Name, int Somebody)[] Pairs =
    [
        ("|t|, own password, by phone", OwnWrong, Texts.Phone, Settled),
        ("|t|, own password, by card", OwnWrong, Texts.Card, Settled),
        ("|t|, own password where there is none", OwnWrong, Texts.Phone, Fresh),
        ("|t|, texted password", TextedWrong, Texts.Phone, Fresh),
        ("|t|, texted password where there is none", TextedWrong, Texts.Phone, Settled),
    ];

    public string Id => "sign-in-timing";

    public string What => "2,000 wrong sign-ins each of an account that exists and of one that does not";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        .. Pairs.Select(pair => new Goal(
            $"{pair.Figure} < {Suspicious:0}",
            Side.AtMost,
            Suspicious,
            "0.00",
            round => round[Ours]?.Figures[pair.Figure]
        )),
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        using var folder = new TempFolder();
        await Product.ImportAsync(bench, folder, await CardFiles.WriteAsync(folder, 2));
        await using var stage = await Stage.StartAsync(
            bench,
            folder,
            [.. SignIns.WithoutLimits, ("Password__ChosenIterations", Iterations)]
        );
        await stage.WarmAsync(stage.Plan(2) with { Kind = TextKind.OwnCard });
        await stage.WarmAsync(stage.Plan(2_000) with { First = 10_000 });
        SettleOne(folder);
        using var browser = new SignIns(stage.Product.Port);
        var figures = new Dictionary<string, double>();
        foreach (var (figure, password, name, somebody) in Pairs)
        {
            var (known, unknown) = await TryAsync(bench, browser, password, name(somebody), name(Nobody));
            figures[figure] = Math.Abs(Welch(known, unknown));
            figures[figure.Replace("|t|", "mean ms, there")] = known.Average();
            figures[figure.Replace("|t|", "mean ms, not there")] = unknown.Average();
        }
        return
        [
            new Measured(Ours)
            {
                Ours = true,
                RssMb = stage.Product.RssMb,
                Figures = figures,
            },
        ];
    }

    private static async Task<(IReadOnlyList<double> Known, IReadOnlyList<double> Unknown)> TryAsync(
        BenchRun bench,
        SignIns browser,
        string password,
        string somebody,
        string nobody
    )
    {
        var (warm, count) = (bench.Count(200), bench.Count(2_000));
        var order = Enumerable.Repeat(somebody, count).Concat(Enumerable.Repeat(nobody, count)).ToArray();
        new Random(2_000).Shuffle(order);
        var times = new Dictionary<string, List<double>> { [somebody] = [], [nobody] = [] };
        string? page = null;
        foreach (var (i, name) in order.Take(warm).Concat(order).Index())
        {
            var tried = await browser.TryAsync(name, password, bench.Stopping);
            var shown = tried.Page.Replace(HtmlEncoder.Default.Encode(name), "");
            if (tried.Status != HttpStatusCode.Unauthorized || shown != (page ??= shown))
                throw new InvalidOperationException($"The answer itself tells them apart: {tried.Status}.");
            if (i >= warm)
                times[name].Add(tried.Milliseconds);
        }
        return (times[somebody], times[nobody]);
    }

    private static double Welch(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        (a.Average() - b.Average()) / Math.Sqrt((Variance(a) / a.Count) + (Variance(b) / b.Count));

    private static double Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }

    /// <summary>As if the first member had signed in and chosen a password.</summary>
    private static void SettleOne(TempFolder folder)
    {
        var hashing = new PasswordHashing(
            new PasswordHashingOptions { TemporaryIterations = 10_000, ChosenIterations = 100_000 }
        );
        var changed = Database.Execute(
            Product.DatabaseIn(folder),
            $"""
            update members set password_hash = '{hashing.HashChosen("correct horse battery")}'
            where phone = '{Texts.Phone(Settled)}';
            delete from temporary_passwords
            where member_id = (select id from members where phone = '{Texts.Phone(Settled)}')
            """
        );
        if (changed != 2)
            throw new InvalidOperationException($"{changed} rows were changed, not a member and a texted password.");
    }
}
