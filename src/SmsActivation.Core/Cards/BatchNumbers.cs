using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards;

/// <summary>The numbers of a batch's cards that are still to be activated, for those who print; a large batch is read in
/// parts.</summary>
public sealed class BatchNumbers(IDatabase database, string batch)
{
    private const int RowsInOneSelect = 2000;

    /// <summary>In the order that they were imported in.</summary>
    public async IAsyncEnumerable<IReadOnlyList<CardToPrint>> PagesAsync()
    {
        for (var after = 0L; ; )
        {
            var rows = await database.ReadAsync(session =>
                session.QueryAsync<CardToPrint>(
                    $"""
                    select id, number, case when code_hash is null then 0 else 1 end as has_code from cards
                    where batch = @batch and id > @after and state in ('Prepared', 'Issued')
                    order by id{session.Dialect.First("@rows")}
                    """,
                    new
                    {
                        batch,
                        after,
                        rows = RowsInOneSelect,
                    }
                )
            );
            if (rows.Count > 0)
                yield return rows;
            if (rows.Count < RowsInOneSelect)
                yield break;
            after = rows[^1].Id;
        }
    }
}

public sealed class CardToPrint
{
    public long Id { get; init; }
    public string Number { get; init; } = "";

    /// <summary>One under a scratch strip, which its owner sends along.</summary>
    public bool HasCode { get; init; }
}
