using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards;

/// <summary>What a removal did. <see cref="Kept"/> cards were linked once, so customers may ask about them.</summary>
public sealed record BatchRemoved(int Removed, int Kept);

/// <summary>Removes the cards of one batch, in transactions short enough for a host to live beside. The activation log
/// keeps its rows.</summary>
public sealed class BatchRemoval(IDatabase database, WritePace pace)
{
    /// <param name="batch">Of <c>demo</c> every card goes, links and all: they are play. Of any other batch only cards
    /// that were never linked.</param>
    public async Task<BatchRemoved> RunAsync(string batch, CancellationToken stopping)
    {
        var linkedToo = batch == CardBatch.Demo;
        var removed = 0;
        while (!stopping.IsCancellationRequested)
        {
            var rows = pace.NextRows();
            var (count, took) = await RemoveSomeAsync(batch, linkedToo, rows);
            removed += count;
            if (count < rows)
                break;
            await pace.RestAsync(count, took, stopping);
        }
        var kept = await database.ReadAsync(session =>
            session.ScalarAsync<int>("select count(*) from cards where batch = @batch", new { batch })
        );
        return new BatchRemoved(removed, kept);
    }

    private async Task<(int Count, TimeSpan Took)> RemoveSomeAsync(string batch, bool linkedToo, int rows)
    {
        var clock = pace.Clock();
        var count = await database.WriteAsync(async session =>
        {
            clock.Start();
            var ids = await session.QueryAsync<long>(
                $"""
                select id from cards
                where batch = @batch
                    and (@linkedToo = 1 or not exists (select 1 from card_links where card_id = cards.id))
                order by id {session.Dialect.First("@rows")}
                """,
                new
                {
                    batch,
                    linkedToo,
                    rows,
                }
            );
            foreach (var some in ids.Chunk(MostInOneStatement))
            {
                if (linkedToo)
                    await session.ExecuteAsync("delete from card_links where card_id in @some", new { some });
                await session.ExecuteAsync(
                    """
                    delete from cards where id in @some
                        and not exists (select 1 from card_links where card_id = cards.id)   -- since the look
                    """,
                    new { some }
                );
            }
            return ids.Count;
        });
        return (count, clock.Elapsed);
    }

    private const int MostInOneStatement = 200;
}
