using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Campaigns.Series;

/// <summary>What is wrong with the steps of a series behind its first; every fault at once, each naming its step.</summary>
public static class SeriesCheck
{
    /// <summary>With the first text: who has not answered to five is asked in another way.</summary>
    public const int MostSteps = 5;

    /// <inheritdoc cref="WordsCheck.Faults"/>
    public static IReadOnlyList<string> Faults(
        CampaignKind kind,
        IReadOnlyDictionary<string, string> first,
        IReadOnlyList<SeriesStep> then,
        CampaignOptions options,
        IReadOnlyCollection<string>? columns = null,
        Func<string, string?>? readsAs = null
    ) => Faults(kind, first, then, step => WordsCheck.Faults(kind, step.Texts, options, columns, readsAs));

    /// <summary>The same, without what is wrong with the words.</summary>
    public static IReadOnlyList<string> FaultsOfSteps(
        CampaignKind kind,
        IReadOnlyDictionary<string, string> first,
        IReadOnlyList<SeriesStep> then
    ) => Faults(kind, first, then, _ => []);

    /// <param name="number">From 2 on: the first text is the campaign's own.</param>
    internal static string OfStep(int number, string fault) => $"Step {number}: {fault}";

    private static List<string> Faults(
        CampaignKind kind,
        IReadOnlyDictionary<string, string> first,
        IReadOnlyList<SeriesStep> then,
        Func<SeriesStep, IReadOnlyList<string>> words
    )
    {
        if (kind != CampaignKind.Reminder)
            return then.Count == 0 ? [] : ["Only reminders have more than one text."];
        var faults = new List<string>();
        if (then.Count == 0)
            faults.Add("A reminder has at least two texts: what is sent once is an invitation.");
        if (then.Count >= MostSteps)
            faults.Add($"There are {then.Count + 1} texts: a series has at most {MostSteps}.");
        foreach (var (number, step) in then.Select((step, index) => (index + 2, step)))
            faults.AddRange(
                OfStep(first, step)
                    .Concat(step.Texts.Count > 0 ? words(step) : [])
                    .Select(fault => OfStep(number, fault))
            );
        return faults;
    }

    private static IEnumerable<string> OfStep(IReadOnlyDictionary<string, string> first, SeriesStep step)
    {
        if (step.After < Gap.Shortest || step.After > Gap.Longest)
            yield return $"it comes {Gap.Text(step.After)} after the text before: that must be from "
                + $"{Gap.Text(Gap.Shortest)} to {Gap.Text(Gap.Longest)}.";
        // Nobody is written to in another language the second time.
        var languages = Languages(first);
        if (!languages.SetEquals(Languages(step.Texts)))
            yield return $"its texts must be in the languages of the first: {string.Join(", ", languages)}.";
    }

    private static SortedSet<string> Languages(IReadOnlyDictionary<string, string> texts) =>
        new(texts.Keys.Select(ReplyLanguage.Code), StringComparer.Ordinal);
}
