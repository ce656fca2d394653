using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>Takes away a campaign that was never started, with its list and all that stands with it.</summary>
public sealed class CampaignDeletion(IDatabase database, WritePace pace, TimeProvider time)
{
    public const string Rule = "only one that has never started, and whose list is not being read, can be deleted";

    /// <summary>False for any other, and where it was changed since somebody saw it. One that broke off is deleted by
    /// asking again.</summary>
    /// <param name="version">That was looked at; null for whatever it is now.</param>
    public async Task<bool> DeleteAsync(long campaign, Actor by, int? version, CancellationToken stopping)
    {
        // Held as for a load, so that nobody loads or starts it meanwhile.
        var store = new AudienceStore(database, campaign, Guid.NewGuid().ToString("N"));
        if (!await store.BeginAsync(time.GetUtcNow(), seen: version))
            return false;
        if (
            await new ListRemoval(store, pace, time).RunAsync(stopping) && await store.DeleteAsync(by, time.GetUtcNow())
        )
            return true;
        await store.LeaveAsync();
        return false;
    }
}
