namespace SmsActivation.Core.Figures;

/// <summary>How many of all texts of a span ended so, beside the same span a week before.</summary>
/// <param name="Share">From 0 to 1; 0 where there were no texts at all.</param>
public sealed record OutcomeShare(string Outcome, int Texts, double Share, int TextsBefore, double ShareBefore)
{
    /// <summary>Less is chance, or not worth a word: two points of a hundred.</summary>
    private const double Same = 0.02;

    /// <param name="comparable">There were texts a week before.</param>
    public Trend TrendOf(bool comparable) =>
        !comparable ? Trend.Unknown
        : Share - ShareBefore > Same ? Trend.Up
        : ShareBefore - Share > Same ? Trend.Down
        : Trend.Same;

    internal static IReadOnlyList<OutcomeShare> Of(
        IEnumerable<KeyValuePair<string, int>> now,
        IEnumerable<KeyValuePair<string, int>> before
    )
    {
        var (these, those) = (Sums(now), Sums(before));
        double all = these.Values.Sum();
        double allBefore = those.Values.Sum();
        return
        [
            .. these
                .Keys.Union(those.Keys, StringComparer.Ordinal)
                .Select(outcome =>
                {
                    var (texts, textsBefore) = (these.GetValueOrDefault(outcome), those.GetValueOrDefault(outcome));
                    return new OutcomeShare(
                        outcome,
                        texts,
                        all == 0 ? 0 : texts / all,
                        textsBefore,
                        allBefore == 0 ? 0 : textsBefore / allBefore
                    );
                })
                .OrderByDescending(share => share.Texts)
                .ThenByDescending(share => share.TextsBefore)
                .ThenBy(share => share.Outcome, StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, int> Sums(IEnumerable<KeyValuePair<string, int>> counts) =>
        counts
            .GroupBy(count => count.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(count => count.Value), StringComparer.Ordinal);
}

/// <summary>How a share stands to that of a week before.</summary>
public enum Trend
{
    /// <summary>There was nothing then to compare it with.</summary>
    Unknown,
    Up,
    Down,
    Same,
}
