namespace SmsActivation.Core.Campaigns.Words;

/// <summary>Counts who asks for a language that a campaign has no text in, as a list is read row by row. What is no language
/// is counted, and not repeated: somebody's data may stand in that column.</summary>
public sealed class LanguagesUnserved(CampaignWords words)
{
    private const int MostTold = 10;

    // No more than there are languages: countries and scripts are left off.
    private readonly Dictionary<(string? Asked, string Read), int> _counts = [];

    public void Add(Addressee addressee)
    {
        ArgumentNullException.ThrowIfNull(addressee);
        if (addressee.Language is not { Length: > 0 } asked || words.TextIn(asked) is not null)
            return;
        var language = LanguageTag.Read(asked) is { } tag ? LanguageTag.Primary(tag) : null;
        var key = (language, words.LanguageOf(addressee));
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    /// <summary>A sentence for each, the most frequent first; none where everybody reads what they ask for.</summary>
    public IReadOnlyList<string> Told
    {
        get
        {
            var all = _counts
                .OrderByDescending(one => one.Value)
                .ThenBy(one => one.Key.Asked, StringComparer.Ordinal)
                .ThenBy(one => one.Key.Read, StringComparer.Ordinal)
                .ToList();
            var told = all.Take(MostTold).Select(one => Sentence(one.Key.Asked, one.Key.Read, one.Value)).ToList();
            if (all.Count > MostTold)
                told.Add(
                    $"{all.Skip(MostTold).Sum(one => one.Value):N0} rows ask for other languages that it has no text in."
                );
            return told;
        }
    }

    private static string Sentence(string? asked, string read, int count) =>
        (asked, count) switch
        {
            ({ } language, 1) => $"1 row asks for {language}: it reads {read}.",
            ({ } language, _) => $"{count:N0} rows ask for {language}: they read {read}.",
            (null, 1) => $"1 row says in 'language' what is none that we know: it reads {read}.",
            (null, _) => $"{count:N0} rows say in 'language' what is none that we know: they read {read}.",
        };
}
