using System.Globalization;

namespace SmsActivation.Core.Replies;

/// <summary>A unit of time beside the numbers 1 to 99: a language has as many forms as its file names.</summary>
internal sealed class NumberWords
{
    public const int Most = 99;

    private const string Other = "other";

    private readonly string[] words;

    private NumberWords(string[] words) => this.words = words;

    /// <summary>Reads forms such as <c>{"1, 21": "час", "2-4": "часа", "other": "часов"}</c>; adds what is wrong to
    /// <paramref name="faults"/>.</summary>
    public static NumberWords Read(string unit, IReadOnlyDictionary<string, string>? forms, List<string> faults)
    {
        if (forms is null || !forms.TryGetValue(Other, out var other) || string.IsNullOrWhiteSpace(other))
        {
            faults.Add($"time, {unit}: a form named \"{Other}\" is missing");
            other = "";
        }

        var spoken = Enumerable.Repeat(other, Most + 1).ToArray();
        foreach (var (numbers, form) in forms ?? new Dictionary<string, string>())
        {
            if (numbers == Other)
            {
                continue;
            }

            foreach (var range in numbers.Split(',', StringSplitOptions.TrimEntries))
            {
                if (Range(range) is not var (first, last))
                {
                    faults.Add(
                        $"time, {unit}: \"{range}\" is neither a number nor a range such as 2-4, from 1 to {Most}"
                    );
                    continue;
                }

                Array.Fill(spoken, form, first, last - first + 1);
            }
        }

        return new NumberWords(spoken);
    }

    public string Say(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} {words[number]}");

    private static (int First, int Last)? Range(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        return
            ends.Length <= 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first >= 1
            && last >= first
            && last <= Most
            ? (first, last)
            : null;
    }
}
