using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns;

/// <summary>Starts, pauses and stops campaigns, each written into the book with who did it. A host that sends one looks here
/// before each text.</summary>
public sealed class CampaignRuns(IDatabase database, CampaignPaceOptions options)
{
    /// <summary>Signs of why one is stopped.</summary>
    public const int LongestReason = 400;

    /// <summary>With more recipients than these somebody else than the maker must have approved it.</summary>
    public int ApprovalAbove => options.ApprovalAbove;

    /// <summary>By a second person: false for whoever wrote it last, or brought its list.</summary>
    /// <param name="version">What they have looked at; null for whatever it is now.</param>
    public Task<bool> ApproveAsync(long campaign, Actor by, DateTimeOffset now, int? version = null) =>
        MoveAsync(
            """
            update campaigns set approved_by = @Name, approved_at = @now
            where id = @campaign and state = 'Ready' and approved_by is null and coalesce(changed_by, made_by) <> @Name
                and coalesce(loaded_by, '') <> @Name and version = coalesce(@version, version)
            """,
            campaign,
            by,
            StaffActKind.CampaignApproved,
            reason: null,
            now,
            version
        );

    /// <summary>False where it is not ready, or lacks the word of a second person.</summary>
    /// <param name="version">As with an approval.</param>
    public Task<bool> StartAsync(long campaign, Actor by, DateTimeOffset now, int? version = null) =>
        MoveAsync(
            """
            update campaigns set state = 'Running', started_by = @Name, started_at = @now,
                feed_until = case when kind = 'Reminder' then @Never else null end, turn_until = null
            where id = @campaign and state = 'Ready' and version = coalesce(@version, version)
                and (approved_by is not null
                    or @ApprovalAbove >= (
                        select count(*) from campaign_recipients r
                        where r.campaign_id = campaigns.id and r.state = 'Waiting'))
            """,
            campaign,
            by,
            StaffActKind.CampaignStarted,
            reason: null,
            now,
            version
        );

    public Task<bool> ResumeAsync(long campaign, Actor by, DateTimeOffset now) =>
        MoveAsync(
            """
            update campaigns set
                state = 'Running', resumed_at = @now, ended_by = null, ended_at = null, end_reason = null,
                feed_until = case when kind = 'Reminder' then @Never else null end, turn_until = null
            where id = @campaign and state = 'Paused'
            """,
            campaign,
            by,
            StaffActKind.CampaignResumed,
            reason: null,
            now
        );

    /// <summary>What nobody has begun goes back to the list.</summary>
    public Task<bool> PauseAsync(long campaign, Actor by, DateTimeOffset now) =>
        MoveAsync(
            """
            update campaigns set
                state = 'Paused', ended_by = @Name, ended_at = @now, end_reason = null,
                feed_token = null, feed_until = null
            where id = @campaign and state = 'Running'
            """,
            campaign,
            by,
            StaffActKind.CampaignPaused,
            reason: null,
            now
        );

    /// <summary>For good. What nobody has begun never leaves; a text under way comes to its own end.</summary>
    public Task<bool> StopAsync(long campaign, Actor by, string reason, DateTimeOffset now) =>
        MoveAsync(
            """
            update campaigns set
                state = 'Stopped', ended_by = @Name, ended_at = @now, end_reason = @reason,
                feed_token = null, feed_until = null
            where id = @campaign and state in ('Running', 'Paused')
            """,
            campaign,
            by,
            StaffActKind.CampaignStopped,
            reason,
            now
        );

    private Task<bool> MoveAsync(
        string statement,
        long campaign,
        Actor by,
        StaffActKind act,
        string? reason,
        DateTimeOffset now,
        int? version = null
    ) =>
        database.WriteAsync(async session =>
        {
            var parameters = new
            {
                campaign,
                by.Name,
                options.ApprovalAbove,
                reason,
                FeedLeases.Never,
                now,
                version,
            };
            if (await session.ExecuteAsync(statement, parameters) == 0)
                return false;
            if (act is StaffActKind.CampaignPaused or StaffActKind.CampaignStopped)
                await FeedReturns.TakeBackAsync(session, campaign, stopped: act == StaffActKind.CampaignStopped, now);
            var name = await session.ScalarAsync<string>("select name from campaigns where id = @campaign", parameters);
            await StaffActs.WriteAsync(session, new StaffAct(by, act, Reason: reason) { Detail = name }, now);
            return true;
        });
}
