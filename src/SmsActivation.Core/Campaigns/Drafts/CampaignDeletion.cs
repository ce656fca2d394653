using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>Takes away a campaign that was never started, with its list and all that stands with it.</summary>
public sealed class CampaignDeletion(IDatabase database, WritePace pace, TimeProvider time)
{
    // What stands with a campaign that has not started, its list aside.
    private static readonly string[] BelongToOne =
    [
        "campaign_texts",
        "campaign_step_texts",
        "campaign_steps",
        "campaign_tests",
        "campaign_loads",
    ];

    public const string Rule = "only one that has never started, and whose list is not being read, can be deleted";

    /// <summary>False for any other, and where it was changed since somebody saw it. One that broke off is deleted by
    /// asking again.</summary>
    /// <param name="version">That was looked at; null for whatever it is now.</param>
    public async Task<bool> DeleteAsync(long campaign, Actor by, int? version, CancellationToken stopping)
    {
        // Held as for a load, so that nobody loads or starts it meanwhile.
        var lease = new ListLease(database, campaign, Guid.NewGuid().ToString("N"));
        if (!await lease.BeginAsync(time.GetUtcNow(), seen: version))
            return false;
        var list = new ListRemoval(new AudienceStore(database, lease), pace, time);
        if (await list.RunAsync(stopping) && await DeleteAsync(lease, by, time.GetUtcNow()))
            return true;
        await lease.LeaveAsync();
        return false;
    }

    /// <summary>The campaign itself, once nobody is on its list any more; false when it is not ours, or has started.</summary>
    private Task<bool> DeleteAsync(ListLease lease, Actor by, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (!await lease.HoldAsync(session, now))
                return false;
            var parameters = new { campaign = lease.Campaign, token = lease.Token };
            foreach (var table in BelongToOne)
                await session.ExecuteAsync($"delete from {table} where campaign_id = @campaign", parameters);
            var name = await session.ScalarAsync<string>("select name from campaigns where id = @campaign", parameters);
            if (
                await session.ExecuteAsync(
                    """
                    delete from campaigns
                    where id = @campaign and state = 'Loading' and feed_token = @token and started_at is null
                    """,
                    parameters
                ) == 0
            )
                return session.Undo(false);
            await StaffActs.WriteAsync(session, new StaffAct(by, StaffActKind.CampaignDeleted) { Detail = name }, now);
            return true;
        });
}
