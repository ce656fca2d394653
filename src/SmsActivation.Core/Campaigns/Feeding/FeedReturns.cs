using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Takes texts that surely are not at the carrier out of the outbox again: their recipients wait as they did before.</summary>
public sealed class FeedReturns(IDatabase database)
{
    /// <summary>Texts that nobody has begun go back to the list where their campaign runs no more, or where they have waited
    /// for so long that their recipient must be looked at anew. How many.</summary>
    public async Task<int> TidyAsync(DateTimeOffset now)
    {
        // Looked for beside the writer, for there is seldom any; each is taken back only as it is found then.
        var left = await database.ReadAsync(session =>
            session.QueryAsync<LeftRow>(
                $"""
                select o.id, o.created_at, g.state from outbound_messages o join campaigns g on g.id = o.campaign_id
                where o.state in ('queued', 'retry') and o.priority = {SendPriority.Campaign}
                    and (g.state <> 'Running' or o.created_at <= @staleSince)
                order by o.id
                """,
                new { staleSince = CampaignTexts.Since(now) }
            )
        );
        return left.Count == 0
            ? 0
            : await database.WriteAsync(session =>
                TakeBackAsync(session, left, row => row.State == nameof(CampaignState.Stopped), now)
            );
    }

    /// <summary>What nobody has begun of a campaign that was paused, or stopped, in this transaction.</summary>
    internal static async Task<int> TakeBackAsync(Session session, long campaign, bool stopped, DateTimeOffset now) =>
        await TakeBackAsync(
            session,
            await session.QueryAsync<LeftRow>(
                """
                select id, created_at from outbound_messages
                where campaign_id = @campaign and state in ('queued', 'retry') order by id
                """,
                new { campaign }
            ),
            _ => stopped,
            now
        );

    /// <summary>The day has room for them again, for else a carrier that is away for an hour would use it up.</summary>
    private static async Task<int> TakeBackAsync(
        Session session,
        IReadOnlyList<LeftRow> texts,
        Func<LeftRow, bool> stopped,
        DateTimeOffset now
    )
    {
        // A turn locks the day before its recipients.
        await FeedDay.TakenAsync(session, now);
        var (back, ofToday) = (0, 0);
        foreach (var row in texts)
        {
            if (await TakeBackAsync(session, row.Id, stopped(row)) == 0)
                continue;
            back++;
            if (FeedDay.Of(row.CreatedAt) == FeedDay.Of(now))
                ofToday++;
        }
        if (ofToday > 0)
            await FeedDay.CountAsync(session, -ofToday, now);
        return back;
    }

    /// <summary>A text that surely is not at the carrier: its recipient waits again. Its row stays and never leaves.</summary>
    private static async Task<int> TakeBackAsync(Session session, long text, bool stopped)
    {
        // A turn locks recipients, and then looks at their texts.
        await session.LockAsync(
            $"select id from campaign_recipients{session.Dialect.Locked} where outbound_id = @text",
            new { text }
        );
        // Another host may be claiming it.
        var taken = await session.ExecuteAsync(
            """
            update outbound_messages set state = 'failed', error = @error
            where id = @text and state in ('queued', 'retry')
            """,
            new { text, error = stopped ? "campaign stopped" : "back on the campaign's list" }
        );
        if (taken == 0)
            return 0;
        if (await SeriesTurns.StepBackAsync(session, text) > 0)
            return 1;
        return await session.ExecuteAsync(
            """
            update campaign_recipients set state = 'Waiting', outbound_id = null, fed_at = null, due_at = null
            where outbound_id = @text and state = 'Fed'
            """,
            new { text }
        );
    }

    private sealed class LeftRow
    {
        public long Id { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public string State { get; init; } = "";
    }
}
