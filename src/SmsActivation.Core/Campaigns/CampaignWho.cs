using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns;

/// <summary>Exactly who got a campaign's text; of a series who got which, step by step.</summary>
public static class CampaignWho
{
    /// <param name="unknown">Those of whose text nobody knows whether the carrier has it; else those who got it.</param>
    public static IAsyncEnumerable<CampaignRecipient> Of(IDatabase database, Campaign campaign, bool unknown)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return campaign.Kind == CampaignKind.Reminder
            ? OfSeriesAsync(new SeriesReport(database), campaign.Id, unknown)
            : new CampaignReport(database).WhoAsync(campaign.Id, unknown);
    }

    private static async IAsyncEnumerable<CampaignRecipient> OfSeriesAsync(
        SeriesReport report,
        long campaign,
        bool unknown
    )
    {
        for (var step = 1; step <= SeriesCheck.MostSteps; step++)
            await foreach (var one in report.WhoAsync(campaign, step, unknown))
                yield return one;
    }
}
