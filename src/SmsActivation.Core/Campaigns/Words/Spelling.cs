namespace SmsActivation.Core.Campaigns.Words;

/// <summary>Whether one word may be another that was mistyped.</summary>
internal static class Spelling
{
    // Of short words two letters are half of it: {date} is no {name}.
    private const int Short = 5;

    /// <summary>One letter too many, too few, another, or two that changed places; two of these in a long word, and any
    /// order of the letters of a short one.</summary>
    public static bool IsNearly(string typed, string meant) =>
        typed != meant
        && (
            Distance(typed, meant) <= (meant.Length <= Short ? 1 : 2)
            || (meant.Length <= Short && typed.Order().SequenceEqual(meant.Order()))
        );

    /// <summary>How many such slips lie between two words, each letter being touched by one of them at most (optimal string
    /// alignment).</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        for (var j = 0; j <= b.Length; j++)
            d[i, j] =
                i == 0 ? j
                : j == 0 ? i
                : Math.Min(
                    Math.Min(d[i - 1, j], d[i, j - 1]) + 1,
                    Math.Min(
                        d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1),
                        i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
                            ? d[i - 2, j - 2] + 1
                            : int.MaxValue
                    )
                );
        return d[a.Length, b.Length];
    }
}
