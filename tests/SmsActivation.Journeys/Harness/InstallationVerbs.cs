using System.Text.Json;

namespace SmsActivation.Journeys.Harness;

/// <summary>The verbs that journeys use, run as an operator runs them, beside the host.</summary>
public sealed partial class Installation
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs a verb in this folder, as an operator would.</summary>
    public async Task<VerbResult> RunAsync(params string[] arguments)
    {
        using var verb = ChildProcess.Start(ProductFiles.Host, arguments, Work, Settings);
        var code = await verb.ExitAsync(StartBound);
        return new VerbResult(code, verb.Output, verb.Errors);
    }

    public async Task<IReadOnlyList<LogRow>> LogAsync()
    {
        var listed = await RunAsync("log", "list", "--json", "--reveal", "--limit", "100000");
        listed.MustSucceed();
        return Lines<LogRow>(listed.Output);
    }

    public async Task<CardRow> CardAsync(string number)
    {
        var shown = await RunAsync("cards", "show", number, "--json", "--reveal");
        shown.MustSucceed();
        return Lines<CardRow>(shown.Output).Single();
    }

    public async Task ImportAsync(IEnumerable<CardLine> cards)
    {
        var file = Path.Combine(Work, $"cards-{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(file, ["number,state,expires_on,code", .. cards.Select(card => card.ToCsv())]);
        (await RunAsync("cards", "import", file)).MustSucceed();
    }

    /// <summary>Waits until these texts have their outcome, and their replies are settled.</summary>
    public async Task<IReadOnlyList<LogRow>> SettledAsync(IReadOnlyCollection<string> sids, TimeSpan? within = null)
    {
        IReadOnlyList<LogRow> log = [];
        await Eventually.TrueAsync(
            $"{sids.Count} texts have an outcome and a settled reply",
            async () =>
            {
                log = await LogAsync();
                var settled = log.Where(row => row.IsSettled).Select(row => row.MessageSid).ToHashSet();
                return sids.All(settled.Contains);
            },
            within
        );
        return log;
    }

    private static List<T> Lines<T>(string output) =>
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => JsonSerializer.Deserialize<T>(line, Json)!),
        ];
}
