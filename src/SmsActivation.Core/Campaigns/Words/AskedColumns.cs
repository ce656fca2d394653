namespace SmsActivation.Core.Campaigns.Words;

/// <summary>A place of a text that may be a slip of the pen.</summary>
/// <param name="Meant">What it is nearly spelt like.</param>
public sealed record LikelySlip(string Name, string Meant)
{
    public string Told => $"{{{Name}}}: did you mean {{{Meant}}}?";
}

/// <summary>What texts ask of a list. Before there is one any column may come, so a name that nobody knows is no fault: it is
/// told of.</summary>
/// <param name="Names">The columns, in the order in which they are first said.</param>
/// <param name="Missing">Of these, what the list that is loaded does not have; null where that is not known.</param>
public sealed record AskedColumns(
    IReadOnlyList<string> Names,
    IReadOnlyList<LikelySlip> Slips,
    IReadOnlyList<string>? Missing
)
{
    private static readonly string[] Filled =
    [
        CampaignWords.Name,
        CampaignWords.Card,
        CampaignWords.Link,
        CampaignWords.AccountUrl,
    ];

    /// <param name="list">The columns of the list that is loaded; null where there is none, or nobody knows.</param>
    public static AskedColumns Of(
        CampaignKind kind,
        IEnumerable<string> texts,
        IReadOnlyCollection<string>? list = null
    )
    {
        // A text of another kind that says {password} has a fault of its own, which says more.
        var names = texts
            .SelectMany(CampaignWords.Places)
            .Where(name => name.Length > 0 && !CampaignWords.Drawn.ContainsKey(name))
            .Distinct()
            .ToList();
        string[] known =
        [
            .. Filled,
            .. kind == CampaignKind.Credentials ? CampaignWords.Drawn.Keys : [],
            .. list ?? [],
        ];
        return new AskedColumns(
            names,
            [
                .. names
                    .Where(name => !known.Contains(name, StringComparer.Ordinal))
                    .Select(name => (name, meant: Array.Find(known, one => Spelling.IsNearly(name, one))))
                    .Where(slip => slip.meant is not null)
                    .Select(slip => new LikelySlip(slip.name, slip.meant!)),
            ],
            list is null ? null : [.. names.Where(name => !list.Contains(name))]
        );
    }
}
