using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards.Batches;

/// <summary>The figures of the batches as a page shows them: exact while there are few cards, else as last counted.</summary>
public sealed class BatchFiguresStore(IDatabase database, BatchCounting counting)
{
    /// <summary>Up to so many cards are counted while somebody waits for the page.</summary>
    internal long FewCards { get; init; } = 50_000;

    /// <summary>Nobody reads more.</summary>
    public const int MostShown = 200;

    public async Task<bool> AreFewAsync() => await counting.MostCardsAsync() <= FewCards;

    public async Task<BatchList> ListAsync(DateTimeOffset now)
    {
        if (await AreFewAsync())
            return new BatchList([.. (await counting.CountAllAsync()).Take(MostShown)], now, Exact: true);
        return AsCounted(
            await database.ReadAsync(session =>
                session.QueryAsync<Row>(
                    $"""
                    select batch, cards, issued, activated, signed_in, waiting, withdrawn, held, newest_at, counted_at
                    from batch_figures order by newest_at desc, batch {session.Dialect.First("@most")}
                    """,
                    new { most = MostShown }
                )
            )
        );
    }

    /// <summary>One batch alone, however many there are; none when it has no cards, or was not counted yet.</summary>
    public async Task<BatchList> OneAsync(string batch, DateTimeOffset now)
    {
        if (await AreFewAsync())
            return new BatchList(
                [.. (await counting.CountAllAsync()).Where(figures => figures.Batch == batch)],
                now,
                Exact: true
            );
        return AsCounted(
            await database.ReadAsync(session =>
                session.QueryAsync<Row>(
                    """
                    select batch, cards, issued, activated, signed_in, waiting, withdrawn, held, newest_at, counted_at
                    from batch_figures where batch = @batch
                    """,
                    new { batch }
                )
            )
        );
    }

    /// <summary>One pass over all cards; what was counted takes the place of what stood there.</summary>
    public async Task RefreshAsync(DateTimeOffset now, CancellationToken stopping)
    {
        var counted = await counting.CountInPartsAsync(stopping);
        foreach (var some in counted.Chunk(MostInOneTransaction))
            await database.WriteAsync(async session =>
            {
                foreach (var figures in some)
                    await PutAsync(session, figures, now);
                return some.Length;
            });
        // A batch that is gone, and what another host counted before.
        await database.WriteAsync(session =>
            session.ExecuteAsync("delete from batch_figures where counted_at < @now", new { now })
        );
    }

    private static BatchList AsCounted(IReadOnlyList<Row> rows) =>
        new(
            [.. rows.Select(row => row.Figures())],
            rows.Count > 0 ? rows.Max(row => row.CountedAt) : null,
            Exact: false
        );

    private static async Task PutAsync(Session session, BatchFigures figures, DateTimeOffset now)
    {
        var row = new
        {
            figures.Batch,
            figures.Cards,
            figures.Issued,
            figures.Activated,
            figures.SignedIn,
            figures.Waiting,
            figures.Withdrawn,
            figures.Held,
            figures.NewestAt,
            now,
        };
        var there = await session.ExecuteAsync(
            """
            update batch_figures set
                cards = @Cards, issued = @Issued, activated = @Activated, signed_in = @SignedIn, waiting = @Waiting,
                withdrawn = @Withdrawn, held = @Held, newest_at = @NewestAt, counted_at = @now
            where batch = @Batch
            """,
            row
        );
        if (there == 0)
            await session.TryInsertAsync(
                """
                insert into batch_figures
                    (batch, cards, issued, activated, signed_in, waiting, withdrawn, held, newest_at, counted_at)
                values
                    (@Batch, @Cards, @Issued, @Activated, @SignedIn, @Waiting, @Withdrawn, @Held, @NewestAt, @now)
                """,
                row
            );
    }

    private const int MostInOneTransaction = 100;

    private sealed class Row
    {
        public string Batch { get; init; } = "";
        public long Cards { get; init; }
        public long Issued { get; init; }
        public long Activated { get; init; }
        public long SignedIn { get; init; }
        public long Waiting { get; init; }
        public long Withdrawn { get; init; }
        public long Held { get; init; }
        public DateTimeOffset NewestAt { get; init; }
        public DateTimeOffset CountedAt { get; init; }

        public BatchFigures Figures() =>
            new()
            {
                Batch = Batch,
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
