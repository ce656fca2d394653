using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>What a text costs, and how much room it takes, in a small shop's database and in a large one's.</summary>
internal sealed class Growth : IScenario
{
    private const int FewCards = 10_000;
    private const string Already = "select count(*) from activation_log where outcome = 'AlreadyActive'";
    private const double WeekInMillions = 0.7; // 100,000 texts a day
    private readonly Dictionary<int, TempFolder> _databases = [];

    public string Id => "growth";

    public string What =>
        "customers text their own active card again: 10 thousand cards against --cards; disk per text";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new(
            "CPU a text with many cards ≤ 1.3 × that with 10 thousand",
            Side.AtMost,
            1.3,
            "0.00 ×",
            round => round.Measured[^1].CpuPer1000 / round.Measured[0].CpuPer1000
        ),
    ];

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        var many = bench.Arguments.Cards ?? (bench.Arguments.Full ? 10_000_000 : bench.Count(1_000_000));
        return [await MeasureAsync(bench, FewCards), await MeasureAsync(bench, Math.Max(many, FewCards + 1))];
    }

    public ValueTask DisposeAsync()
    {
        foreach (var folder in _databases.Values)
            folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Measured> MeasureAsync(BenchRun bench, int cards)
    {
        // Their cards lie all over the table, as those of a day's customers do.
        var phones = bench.Count(10_000);
        var stride = cards / phones;
        if (!_databases.TryGetValue(cards, out var folder))
            _databases[cards] = folder = await BuildAsync(bench, cards, phones, stride);
        await using var stage = await Stage.StartAsync(bench, folder);
        await stage.WarmAsync(Again(phones));
        var (bytes, already) = (
            Database.Bytes(Product.DatabaseIn(folder)),
            Database.Scalar(Product.DatabaseIn(folder), Already)
        );
        var measured = await stage.MeasureAsync($"{cards:N0} cards", Again(2 * phones));
        Database.Expect(Product.DatabaseIn(folder), Already, already + (2 * phones));
        var megabytes = (Database.Bytes(Product.DatabaseIn(folder)) - bytes) / (2.0 * phones);
        return measured with
        {
            Figures = new Dictionary<string, double>
            {
                ["database MB per million texts"] = megabytes,
                ["database MB per week of 100,000 a day"] = megabytes * WeekInMillions,
            },
        };

        LoadPlan Again(int count) =>
            stage.Plan(count) with
            {
                Kind = TextKind.OwnCard,
                Phones = phones,
                Stride = stride,
            };
    }

    /// <summary>Made once and used in every round: to fill it takes minutes.</summary>
    private static async Task<TempFolder> BuildAsync(BenchRun bench, int cards, int phones, int stride)
    {
        var folder = new TempFolder();
        var file = await CardFiles.WriteAsync(folder, cards);
        await Product.ImportAsync(bench, folder, file);
        File.Delete(file);
        // The passwords do not matter here, and fewer iterations save a minute.
        await using var stage = await Stage.StartAsync(bench, folder, ("Password__TemporaryIterations", "1000"));
        await stage.WarmAsync(stage.Plan(phones) with { Kind = TextKind.OwnCard, Stride = stride });
        return folder;
    }
}
