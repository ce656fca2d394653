using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Campaigns.Series;

/// <summary>All texts of a series as they are written down; pure.</summary>
/// <param name="First">By language.</param>
/// <param name="Faults">What could not be read, each naming the line; then the rest is not whole.</param>
public sealed record SeriesText(
    IReadOnlyDictionary<string, string> First,
    IReadOnlyList<SeriesStep> Then,
    IReadOnlyList<string> Faults
)
{
    /// <summary>The form of such a file, for help and messages.</summary>
    public const string Form = """
        en = Hi {name}, text us the number of your card. STOP to end

        after 3d
        en = {name}, your points still wait: text us the number of your card. STOP to end

        after 7d
        en = Last reminder, {name}. Text us the number of your card. STOP to end
        """;

    private const string After = "after ";

    /// <summary>The steps behind the first, as <see cref="Read"/> takes them.</summary>
    public static string Write(IReadOnlyList<SeriesStep> then) =>
        string.Join(
            "\n\n",
            then.Select(step =>
                string.Join(
                    '\n',
                    step.Texts.Select(text => $"{text.Key} = {text.Value.ReplaceLineEndings(" ")}")
                        .Prepend(After + Gap.Text(step.After))
                )
            )
        );

    /// <summary>A line for each text, LANGUAGE = WORDS; 'after GAP' begins the next step. Empty lines and those that begin
    /// with # say nothing.</summary>
    public static SeriesText Read(string file)
    {
        var faults = new List<string>();
        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var then = new List<SeriesStep>();
        var texts = first;
        foreach (
            var (number, line) in file.Split('\n')
                .Select((line, index) => (index + 1, line.Trim('\uFEFF', ' ', '\t', '\r')))
        )
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (
                line.StartsWith(After, StringComparison.OrdinalIgnoreCase)
                && !line.Contains('=', StringComparison.Ordinal)
            )
            {
                var gap = Gap.Read(line[After.Length..]);
                if (gap is null)
                    faults.Add($"line {number} is '{line}': behind 'after' stands a time like 12h, 3d or 2w");
                texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                then.Add(new SeriesStep(gap ?? default, texts));
            }
            else if (line.Split('=', 2) is not [var language, var words])
                faults.Add($"line {number} is neither 'LANGUAGE = WORDS' nor 'after GAP'");
            else if (!texts.TryAdd(ReplyLanguage.Code(language.Trim()), words.Trim()))
                faults.Add($"line {number} gives a second text in '{language.Trim()}'");
        }
        return new SeriesText(first, then, faults);
    }
}
