using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns;

/// <summary>Starts, pauses and stops campaigns. A host that sends one looks here before each text.</summary>
public sealed class CampaignRuns(IDatabase database)
{
    public Task<bool> StartAsync(long campaign, string by, DateTimeOffset now) =>
        MovedAsync(
            """
            update campaigns set state = 'Running', started_by = @by, started_at = @now
            where id = @campaign and state = 'Ready'
            """,
            new
            {
                campaign,
                by,
                now,
            }
        );

    public Task<bool> ResumeAsync(long campaign, DateTimeOffset now) =>
        MovedAsync(
            """
            update campaigns set
                state = 'Running', resumed_at = @now, ended_by = null, ended_at = null, end_reason = null
            where id = @campaign and state = 'Paused'
            """,
            new { campaign, now }
        );

    /// <summary>What nobody has begun goes back to the list.</summary>
    public Task<bool> PauseAsync(long campaign, string by, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var paused = await session.ExecuteAsync(
                """
                update campaigns set
                    state = 'Paused', ended_by = @by, ended_at = @now, end_reason = null,
                    feed_token = null, feed_until = null
                where id = @campaign and state = 'Running'
                """,
                new
                {
                    campaign,
                    by,
                    now,
                }
            );
            if (paused > 0)
                await TakeBackAsync(session, campaign, stopped: false);
            return paused > 0;
        });

    /// <summary>For good. What nobody has begun never leaves; a text under way comes to its own end.</summary>
    public Task<bool> StopAsync(long campaign, string by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var stopped = await session.ExecuteAsync(
                """
                update campaigns set
                    state = 'Stopped', ended_by = @by, ended_at = @now, end_reason = @reason,
                    feed_token = null, feed_until = null
                where id = @campaign and state in ('Running', 'Paused')
                """,
                new
                {
                    campaign,
                    by,
                    reason,
                    now,
                }
            );
            if (stopped > 0)
                await TakeBackAsync(session, campaign, stopped: true);
            return stopped > 0;
        });

    private static async Task TakeBackAsync(Session session, long campaign, bool stopped)
    {
        var texts = await session.QueryAsync<long>(
            "select id from outbound_messages where campaign_id = @campaign and state in ('queued', 'retry')",
            new { campaign }
        );
        foreach (var text in texts)
            await FeedStore.TakeBackAsync(session, text, stopped);
    }

    private Task<bool> MovedAsync(string statement, object parameters) =>
        database.WriteAsync(async session => await session.ExecuteAsync(statement, parameters) > 0);
}
