using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Looks whether a campaign that runs waits for the day, quickly however long its list is: zone by zone by the index
/// that its turns are found by.</summary>
public sealed class WaitReader(IDatabase database, CampaignPaceOptions options)
{
    /// <summary>Null for one that does not run, or need not wait.</summary>
    public async Task<CampaignWait?> ReadAsync(Campaign campaign, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        if (campaign.State != CampaignState.Running)
            return null;
        var (due, taken) = await database.ReadAsync(async session =>
            (
                await DueAsync(session, campaign, now),
                await session.ScalarAsync<int>(
                    "select coalesce(max(taken), 0) from send_days where day = @day",
                    new { day = FeedDay.Of(now) }
                )
            )
        );
        return CampaignWait.Of(campaign, due, options.SendsPerDay - taken, now);
    }

    private static async Task<DueTexts> DueAsync(Session session, Campaign campaign, DateTimeOffset now)
    {
        var zones = new HashSet<int>();
        for (int? after = null; await FirstTurns.NextZoneAsync(session, campaign.Id, after) is { } zone; after = zone)
            zones.Add(zone);
        if (campaign.Kind != CampaignKind.Reminder)
            return new DueTexts(zones);
        DateTimeOffset? next = null;
        for (
            int? after = null;
            await SeriesTurns.NextZoneAsync(session, campaign.Id, after) is { } one;
            after = one.Zones
        )
            if (one.DueAt <= now)
                zones.Add(one.Zones);
            else if (next is null || one.DueAt < next)
                next = one.DueAt;
        return new DueTexts(zones, next);
    }
}
