using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards.Batches;

/// <summary>Counts what became of the cards of each batch, some at a time, so that no reader holds a snapshot for long and
/// nobody's text waits for it.</summary>
public sealed class BatchCounting(IDatabase database, TimeProvider time)
{
    /// <summary>So many are counted in a few milliseconds.</summary>
    internal const int IdsAtOnce = 20_000;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    /// <summary>The highest id of a card: there are no more of them than that.</summary>
    public Task<long> MostCardsAsync() =>
        database.ReadAsync(session => session.ScalarAsync<long>("select coalesce(max(id), 0) from cards"));

    /// <summary>All in one read: for few cards.</summary>
    public Task<IReadOnlyList<BatchFigures>> CountAllAsync() =>
        database.ReadAsync(async session =>
        {
            var sums = new Dictionary<string, BatchFigures>(StringComparer.Ordinal);
            Add(sums, await CardsAsync(session, 0, long.MaxValue));
            Add(sums, await SignedInAsync(session, 0, long.MaxValue));
            return InOrder(sums);
        });

    /// <summary>The same with a rest after each part; of cards that change meanwhile some count as before, some as after.</summary>
    public async Task<IReadOnlyList<BatchFigures>> CountInPartsAsync(CancellationToken stopping)
    {
        var sums = new Dictionary<string, BatchFigures>(StringComparer.Ordinal);
        await EachPartAsync(await MostCardsAsync(), CardsAsync, sums, stopping);
        var links = await database.ReadAsync(session =>
            session.ScalarAsync<long>("select coalesce(max(id), 0) from card_links")
        );
        await EachPartAsync(links, SignedInAsync, sums, stopping);
        return InOrder(sums);
    }

    private async Task EachPartAsync(
        long last,
        Func<Session, long, long, Task<IReadOnlyList<Row>>> count,
        Dictionary<string, BatchFigures> sums,
        CancellationToken stopping
    )
    {
        for (var after = 0L; after < last; after += IdsAtOnce)
        {
            stopping.ThrowIfCancellationRequested();
            var from = after;
            Add(sums, await database.ReadAsync(session => count(session, from, from + IdsAtOnce)));
            await Task.Delay(Rest, time, stopping);
        }
    }

    private static Task<IReadOnlyList<Row>> CardsAsync(Session session, long after, long upTo) =>
        session.QueryAsync<Row>(
            """
            select batch, count(*) as cards,
                   sum(case when state = 'Prepared' or (state = 'Blocked' and withdrawn_from is not null)
                       then 0 else 1 end) as issued,
                   sum(case when activated_at is null then 0 else 1 end) as activated,
                   sum(case when activated_at is null and state in ('Prepared', 'Issued', 'Active')
                       then 1 else 0 end) as waiting,
                   sum(case when state = 'Blocked' and withdrawn_from is not null then 1 else 0 end) as withdrawn,
                   sum(case when held_at is null then 0 else 1 end) as held,
                   max(created_at) as newest_at
            from cards where id > @after and id <= @upTo
            group by batch
            """,
            new { after, upTo }
        );

    private static Task<IReadOnlyList<Row>> SignedInAsync(Session session, long after, long upTo) =>
        session.QueryAsync<Row>(
            """
            select c.batch, count(*) as signed_in, max(c.created_at) as newest_at
            from card_links l join cards c on c.id = l.card_id join members m on m.id = l.member_id
            where l.id > @after and l.id <= @upTo and l.unlinked_at is null and m.last_sign_in_at >= l.linked_at
            group by c.batch
            """,
            new { after, upTo }
        );

    private static void Add(Dictionary<string, BatchFigures> sums, IReadOnlyList<Row> rows)
    {
        foreach (var part in rows.Select(row => row.Figures()))
            sums[part.Batch] = sums.TryGetValue(part.Batch, out var sum) ? sum.Plus(part) : part;
    }

    private static IReadOnlyList<BatchFigures> InOrder(Dictionary<string, BatchFigures> sums) =>
        [
            .. sums
                .Values.OrderByDescending(figures => figures.NewestAt)
                .ThenBy(figures => figures.Batch, StringComparer.Ordinal),
        ];

    private sealed class Row
    {
        public string? Batch { get; init; }
        public long Cards { get; init; }
        public long Issued { get; init; }
        public long Activated { get; init; }
        public long SignedIn { get; init; }
        public long Waiting { get; init; }
        public long Withdrawn { get; init; }
        public long Held { get; init; }
        public DateTimeOffset NewestAt { get; init; }

        public BatchFigures Figures() =>
            new()
            {
                Batch = Batch ?? "",
                Cards = Cards,
                Issued = Issued,
                Activated = Activated,
                SignedIn = SignedIn,
                Waiting = Waiting,
                Withdrawn = Withdrawn,
                Held = Held,
                NewestAt = NewestAt,
            };
    }
}
