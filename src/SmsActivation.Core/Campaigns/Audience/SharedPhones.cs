using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>Rows of a list whose phone stands on it already: the same customer twice, or two with one phone.</summary>
internal static class SharedPhones
{
    private const int PhonesInOneSelect = 50;

    /// <summary>What is left out of such rows; a phone of two customers is texted for neither.</summary>
    public static async Task<IReadOnlyList<LeftOutRow>> MergeAsync(
        Session session,
        long campaign,
        IReadOnlyList<AudienceRow> rows
    )
    {
        var stored = new Dictionary<string, StoredRow>(StringComparer.Ordinal);
        foreach (var some in rows.Select(row => row.Phone).Distinct().Chunk(PhonesInOneSelect))
        foreach (
            var row in await session.QueryAsync<StoredRow>(
                """
                select phone, name, card from campaign_recipients where campaign_id = @campaign and phone in @some
                """,
                new { campaign, some }
            )
        )
            stored.Add(row.Phone, row);
        var merged = rows.Select(row => new LeftOutRow(row.Line, row.Phone, ReasonOf(row, stored[row.Phone]))).ToList();
        var shared = merged.Where(row => row.Reason == LeftOutReason.SharedPhone).Select(row => row.Value!);
        foreach (var some in shared.Distinct().Chunk(PhonesInOneSelect))
            await session.ExecuteAsync(
                """
                update campaign_recipients set state = 'LeftOut', reason = 'SharedPhone'
                where campaign_id = @campaign and phone in @some and state = 'Waiting'
                """,
                new { campaign, some }
            );
        return merged;
    }

    private static LeftOutReason ReasonOf(AudienceRow row, StoredRow stored) =>
        row.Card == stored.Card
        && string.Equals(Folded(row.Name), Folded(stored.Name), StringComparison.OrdinalIgnoreCase)
            ? LeftOutReason.Duplicate
            : LeftOutReason.SharedPhone;

    private static string Folded(string? name) =>
        string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class StoredRow
    {
        public string Phone { get; init; } = "";
        public string? Name { get; init; }
        public string? Card { get; init; }
    }
}
