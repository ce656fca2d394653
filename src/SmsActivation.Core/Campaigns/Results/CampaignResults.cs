namespace SmsActivation.Core.Campaigns.Results;

/// <summary>All that came of a campaign so far.</summary>
/// <param name="Rows">By day, language and batch, in that order.</param>
/// <param name="Lift">Beside those who were held out.</param>
/// <param name="Currency">Of the costs (ISO 4217).</param>
/// <param name="Within">After its text an activation is the campaign's merit for so long.</param>
public sealed record CampaignResults(
    CampaignFigures Figures,
    IReadOnlyList<ResultRow> Rows,
    Lift Lift,
    string Currency,
    TimeSpan Within
)
{
    public ResultRow Total { get; } = ResultRow.Sum(Rows);

    public IReadOnlyList<ResultRow> ByDay =>
        [
            .. Rows.GroupBy(row => row.Day)
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => ResultRow.Sum(same, day: same.Key)),
        ];

    /// <summary>The most texts first.</summary>
    public IReadOnlyList<ResultRow> ByLanguage =>
        InOrder(Rows.GroupBy(row => row.Language).Select(same => ResultRow.Sum(same, language: same.Key)));

    /// <summary>The most texts first.</summary>
    public IReadOnlyList<ResultRow> ByBatch =>
        InOrder(Rows.GroupBy(row => row.Batch).Select(same => ResultRow.Sum(same, batch: same.Key)));

    /// <summary>Null while nobody activated, or nothing that was sent has a price.</summary>
    public decimal? CostPerActivation => Total.Activated > 0 && Total.Cost > 0 ? Total.Cost / Total.Activated : null;

    private static List<ResultRow> InOrder(IEnumerable<ResultRow> rows) =>
        [
            .. rows.OrderByDescending(row => row.Texts)
                .ThenByDescending(row => row.Activated)
                .ThenBy(row => row.Language + row.Batch, StringComparer.Ordinal),
        ];
}
