using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>The holders of a batch's cards that are not activated, as rows of a list.</summary>
internal sealed class BatchHolders(IDatabase database, string batch)
{
    private const int RowsInOneSelect = 2000;

    private int _read;

    /// <summary>Rows so far.</summary>
    public long Read => Volatile.Read(ref _read);

    public Task<int> CountAsync() =>
        database.ReadAsync(session =>
            session.ScalarAsync<int>(
                """
                select count(*) from cards c
                where c.batch = @batch and c.holder_phone is not null
                    and not exists (select 1 from card_links l where l.card_id = c.id and l.unlinked_at is null)
                """,
                new { batch }
            )
        );

    /// <summary>Blocks while it reads, so it is for a thread of its own.</summary>
    public IEnumerable<AudienceFields> All()
    {
        var after = 0L;
        while (true)
        {
            var holders = SomeAsync(after).GetAwaiter().GetResult();
            foreach (var holder in holders)
                yield return new AudienceFields
                {
                    Line = Interlocked.Increment(ref _read),
                    Phone = holder.HolderPhone,
                    Card = holder.Number,
                };
            if (holders.Count < RowsInOneSelect)
                yield break;
            after = holders[^1].Id;
        }
    }

    private Task<IReadOnlyList<Holder>> SomeAsync(long after) =>
        database.ReadAsync(session =>
            session.QueryAsync<Holder>(
                $"""
                select c.id, c.number, c.holder_phone from cards c
                where c.batch = @batch and c.id > @after and c.holder_phone is not null
                    and not exists (select 1 from card_links l where l.card_id = c.id and l.unlinked_at is null)
                order by c.id{session.Dialect.First("@rows")}
                """,
                new
                {
                    batch,
                    after,
                    rows = RowsInOneSelect,
                }
            )
        );

    private sealed class Holder
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
        public string HolderPhone { get; init; } = "";
    }
}
