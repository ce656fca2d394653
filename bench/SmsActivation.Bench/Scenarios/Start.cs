namespace SmsActivation.Bench.Scenarios;

/// <summary>A new host, its database made on the way.</summary>
internal sealed class Start : IScenario
{
    private const string Ours = "product";
    private const string Ready = "ready after s";
    private const string Idle = "RSS idle MB";
    private const int FewestRounds = 5;

    public string Id => "start";

    public string What =>
        "from the start of the process to 200 on /health/ready, with a new database; memory when idle";

    public IReadOnlyList<Goal> Goals { get; } =
    [new("ready ≤ 2 s", Side.AtMost, 2, "0.00 s", round => round[Ours]?.Figures[Ready])];

    public int Rounds(Arguments arguments) => arguments.Quick ? 1 : Math.Max(arguments.Runs, FewestRounds);

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        using var folder = new TempFolder();
        await using var product = await Product.StartAsync(bench, folder, carrierPort: null);
        await Task.Delay(TimeSpan.FromSeconds(3), bench.Stopping);
        return
        [
            new Measured(Ours)
            {
                Ours = true,
                RssMb = product.RssMb,
                Figures = new Dictionary<string, double>
                {
                    [Ready] = product.ReadyAfter.TotalSeconds,
                    [Idle] = product.RssMbNow,
                },
            },
        ];
    }
}
