using System.CommandLine;
using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Worker.Commands;

/// <summary>How the texts of a campaign are given to 'campaign create': one by one, or all in a file.</summary>
internal sealed class CampaignSteps
{
    public static readonly string Details = $"""
        A reminder is a series: a first text, and up to four more, each a while after the one before has left. It ends for
        whoever activates a card or texts STOP. In a file for --steps each line is a text, and 'after' begins the next step:

        {SeriesText.Form.ReplaceLineEndings("\n  ").Insert(0, "  ")}
        """;

    public Option<string[]> Texts { get; } =
        new("--text")
        {
            HelpName = "LANGUAGE=WORDS|FILE",
            Description = "The text in one language, or a file that holds it; once for each language.",
        };

    public Option<string[]> Then { get; } =
        new("--then")
        {
            HelpName = "GAP LANGUAGE=WORDS|FILE ...",
            Description =
                "A reminder's next text, so long after the one before: 12h, 3d, 2w, '3 days'; once for each step.",
            AllowMultipleArgumentsPerToken = true,
        };

    public Option<FileInfo?> Steps { get; } =
        new("--steps")
        {
            HelpName = "FILE",
            Description = "Instead of --text and --then: a file of all texts of a reminder, as below.",
        };

    /// <summary>What was given, and everything that cannot be read of it.</summary>
    /// <param name="other">The texts that stand where none are given; null for none.</param>
    public async Task<SeriesText> ReadAsync(ParseResult parsed, SeriesText? other = null)
    {
        var texts = parsed.GetValue(Texts) ?? [];
        var then = parsed.GetValue(Then) ?? [];
        if (parsed.GetValue(Steps) is { } file)
        {
            if (texts.Length + then.Length > 0)
                return Fault("--steps holds all texts: leave --text and --then out.");
            if (!file.Exists)
                return Fault($"--steps is '{file}': there is no such file.");
            var read = SeriesText.Read(await File.ReadAllTextAsync(file.FullName));
            return read with { Faults = [.. read.Faults.Select(fault => $"--steps: {fault}.")] };
        }
        if (texts.Length == 0 && other is null)
            return Fault("--text is missing: give the words, once for each language.");
        var faults = new List<string>();
        return new SeriesText(
            texts.Length == 0 ? other!.First : await CampaignOptionsOfVerbs.TextsAsync(texts, faults),
            then.Length == 0 && other is not null ? other.Then : await ThenAsync(then, faults),
            faults
        );
    }

    /// <summary>A time begins a step; what follows it are its texts. '3 days' may come as two.</summary>
    private async Task<IReadOnlyList<SeriesStep>> ThenAsync(string[] tokens, List<string> faults)
    {
        var steps = new List<SeriesStep>();
        Dictionary<string, string>? texts = null;
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            var gap = Gap.Read(token);
            if (gap is null && i + 1 < tokens.Length && Gap.Read($"{token} {tokens[i + 1]}") is { } parted)
                (gap, i) = (parted, i + 1);
            if (gap is { } after)
                steps.Add(new SeriesStep(after, texts = NoTexts()));
            else if (texts is not null && token.Contains('=', StringComparison.Ordinal))
                await CampaignOptionsOfVerbs.AddTextAsync(Then.Name, token, texts, faults);
            else
            {
                faults.Add($"--then has '{token}': give it as --then 3d en=WORDS, the time first.");
                // What stands behind it is of a step that cannot be read, and no second fault.
                texts ??= NoTexts();
            }
        }
        return steps;
    }

    private static Dictionary<string, string> NoTexts() => new(StringComparer.OrdinalIgnoreCase);

    private static SeriesText Fault(string fault) => new(new Dictionary<string, string>(), [], [fault]);
}
