using SmsActivation.Core.Cards.Jobs;
using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards.Batches;

/// <summary>Takes the cards of a batch that were never linked out of circulation, and brings them back: they are blocked,
/// and each keeps the state that it had. In transactions short enough for customers to live beside.</summary>
public sealed class BatchWithdrawal(IDatabase database, WritePace pace, EventOutbox events)
{
    /// <summary>Why the shop's systems are told that a card is blocked.</summary>
    public const string Reason = "withdrawn";

    private const int MostInOneStatement = 200;

    /// <summary>Blocks them until none is left or somebody stops it; false when it was stopped. What was done is counted on
    /// the job, in the same transactions.</summary>
    public Task<bool> WithdrawAsync(CardJob job, TimeProvider time, CancellationToken stopping) =>
        RunAsync(
            """
            select id from cards
            where batch = @batch and id > @after and state in ('Prepared', 'Issued', 'Active')
                and not exists (select 1 from card_links where card_id = cards.id)
            order by id
            """,
            """
            update cards set withdrawn_from = state, state = 'Blocked', updated_at = @now
            where id in @some and state in ('Prepared', 'Issued', 'Active')
                and not exists (select 1 from card_links where card_id = cards.id)   -- since the look
            """,
            job,
            tell: true,
            time,
            stopping
        );

    /// <summary>The way back. A card that was replaced or unblocked since by other means is left as it is.</summary>
    public Task<bool> BringBackAsync(CardJob job, TimeProvider time, CancellationToken stopping) =>
        RunAsync(
            """
            select id from cards
            where batch = @batch and id > @after and state = 'Blocked' and withdrawn_from is not null
            order by id
            """,
            """
            update cards set state = withdrawn_from, withdrawn_from = null, updated_at = @now
            where id in @some and state = 'Blocked' and withdrawn_from is not null
            """,
            job,
            tell: false,
            time,
            stopping
        );

    private async Task<bool> RunAsync(
        string select,
        string update,
        CardJob job,
        bool tell,
        TimeProvider time,
        CancellationToken stopping
    )
    {
        // Else each part would look through all that was done before it.
        var after = 0L;
        while (!stopping.IsCancellationRequested)
        {
            var part = new
            {
                batch = job.Batch,
                after,
                rows = pace.NextRows(),
            };
            var clock = pace.Clock();
            var ids = await database.WriteAsync(async session =>
            {
                clock.Start();
                var found = await session.QueryAsync<long>(select + session.Dialect.First("@rows"), part);
                await ChangeAsync(session, update, job, found, tell, time.GetUtcNow());
                return found;
            });
            if (ids.Count < part.rows)
                return true;
            after = ids[^1];
            await pace.RestAsync(ids.Count, clock.Elapsed, stopping);
        }
        return false;
    }

    private async Task ChangeAsync(
        Session session,
        string update,
        CardJob job,
        IReadOnlyList<long> ids,
        bool tell,
        DateTimeOffset now
    )
    {
        var changed = 0;
        foreach (var some in ids.Chunk(MostInOneStatement))
        {
            // An activation holds the card's row until its link is there: only behind it do we see that link.
            await session.LockAsync($"select id from cards{session.Dialect.Locked} where id in @some", new { some });
            changed += await session.ExecuteAsync(update, new { some, now });
            if (tell && events.IsOn)
                await TellAsync(session, some, now);
        }
        await CardJobStore.CountAsync(session, job.Id, changed, now);
    }

    private async Task TellAsync(Session session, long[] some, DateTimeOffset now)
    {
        var blocked = await session.QueryAsync<long>(
            "select id from cards where id in @some and state = 'Blocked' and updated_at = @now",
            new { some, now }
        );
        foreach (var id in blocked)
            await events.AddAsync(
                session,
                new EventToTell(EventType.CardBlocked, MemberId: null, id) { Reason = Reason },
                now
            );
    }
}
