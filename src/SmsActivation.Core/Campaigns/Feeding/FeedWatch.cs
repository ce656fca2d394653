using SmsActivation.Core.Alerts;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>What came of a campaign lately, and its pause by itself.</summary>
public sealed class FeedWatch(IDatabase database)
{
    /// <summary>The newest texts of ours that a look goes through at most: what a hundred a second come to in that time.</summary>
    private const int Newest = 30_000;

    public async Task<FeedTroubles> TroublesAsync(long campaign, DateTimeOffset now) =>
        (
            await database.ReadAsync(session =>
                session.FirstAsync<FeedTroubles>(
                    $"""
                    select count(*) as ended, coalesce(sum(x.failed), 0) as failed, coalesce(sum(x.stopped), 0) as stopped
                    from (
                    select case when o.state in ('failed', 'undelivered') then 1 else 0 end as failed,
                           case when exists (
                               select 1 from campaign_recipients r join opt_outs s on {ProvokedStops.Counts("r", "o")}
                               where r.outbound_id = o.id) then 1 else 0 end as stopped
                    from outbound_messages o
                        join campaigns g on g.id = o.campaign_id
                    where o.id > (select coalesce(max(id), 0) from outbound_messages) - @Newest
                        and o.campaign_id = @campaign and o.created_at >= @since
                        and (g.resumed_at is null or o.created_at >= g.resumed_at)
                        and o.state in ('sent', 'delivered', 'undelivered', 'failed')
                        -- one that went back to the list has never left
                        and (o.state <> 'failed' or o.settled_at is not null)) x
                    """,
                    new
                    {
                        Newest,
                        campaign,
                        since = now - FeedRules.Lately,
                    }
                )
            )
        )!;

    /// <summary>False when it is another host's, or was paused before.</summary>
    public Task<bool> PauseAsync(Campaign campaign, string token, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var paused = await session.ExecuteAsync(
                """
                update campaigns set
                    state = 'Paused', ended_by = null, ended_at = @now, end_reason = @reason,
                    feed_token = null, feed_until = null
                where id = @Id and state = 'Running' and feed_token = @token
                """,
                new
                {
                    campaign.Id,
                    token,
                    reason,
                    now,
                }
            );
            if (paused == 0)
                return false;
            await Alert.RaiseAsync(session, new Alert(AlertKind.CampaignPaused, campaign.Name), now);
            return true;
        });
}
