using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Loads;
using SmsActivation.Core.Cards.Batches;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Campaigns;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Reads what the page of a campaign shows until it starts.</summary>
internal sealed class CampaignMakings(
    IDatabase database,
    CampaignStore campaigns,
    CampaignLoadStore loads,
    TestTexts tests,
    BatchFiguresStore batches,
    CampaignFiles files,
    TimeProvider time
)
{
    private const int TestsShown = 5;

    public static bool IsMade(Campaign campaign) =>
        campaign.State is CampaignState.Draft or CampaignState.Loading or CampaignState.Ready;

    /// <summary>Null once it has started.</summary>
    public async Task<CampaignMaking?> ReadAsync(Campaign campaign)
    {
        if (!IsMade(campaign))
            return null;
        var load = await loads.LatestAsync(campaign.Id);
        return new CampaignMaking
        {
            Campaign = campaign,
            Texts = await campaigns.TextsAsync(campaign.Id),
            Then = await campaigns.ThenAsync(campaign.Id),
            Load = load,
            // Half a list says nothing, and to count it takes its time.
            Counts =
                campaign.State == CampaignState.Ready
                    ? await new AudienceQuery(database, campaign.Id).CountsAsync()
                    : [],
            Batches = campaign.Corrects is null ? await BatchesAsync() : [],
            Largest = files.Kept.Largest,
            Corrected = campaign.Corrects is { } wrong ? (await campaigns.FindAsync(wrong))?.Name : null,
            Tests = await tests.LatestAsync(campaign.Id, TestsShown),
        };
    }

    private async Task<IReadOnlyList<string>> BatchesAsync() =>
        [
            .. (await batches.ListAsync(time.GetUtcNow()))
                .Batches.Where(batch => batch.Batch.Length > 0 && batch.Waiting > 0)
                .Select(batch => batch.Batch),
        ];
}
