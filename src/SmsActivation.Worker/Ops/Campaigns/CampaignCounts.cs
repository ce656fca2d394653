using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Results for an open page.</summary>
/// <param name="Age">Of the counts of texts; zero where they are of now, null while they are counted for the first time.</param>
public sealed record ResultsNow(CampaignResults Results, TimeSpan? Age);

/// <summary>A campaign's results for open pages: a short list at each look, a million recipients every few minutes. Activations
/// are counted at each look.</summary>
internal sealed class CampaignCounts(
    ResultsReader reader,
    CampaignReport report,
    SeriesReport series,
    CampaignStore campaigns,
    TimeProvider time
)
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    private readonly RestedCounts<CountedTexts> _texts = new(time);
    private readonly RestedCounts<SeriesFigures> _series = new(time);

    public async Task<ResultsNow> ReadAsync(Campaign campaign)
    {
        var counted = await TextsAsync(campaign);
        var texts = counted?.Count ?? new CountedTexts(await report.ListedAsync(campaign.Id), [], []);
        var age = counted is null ? (TimeSpan?)null : time.GetElapsedTime(counted.At);
        return new ResultsNow(await reader.WithMeritsAsync(campaign.Id, texts), age < Now ? TimeSpan.Zero : age);
    }

    /// <summary>As old as the results are; while texts are counted for the first time, the list alone.</summary>
    public async Task<CampaignFigures> FiguresAsync(Campaign campaign) =>
        (await TextsAsync(campaign))?.Count.Figures ?? await report.ListedAsync(campaign.Id);

    /// <summary>How far a series is; null for a campaign of one text, and while it is counted for the first time.</summary>
    public async Task<SeriesFigures?> SeriesAsync(Campaign campaign) =>
        campaign.Kind == CampaignKind.Reminder
            ? (
                await _series.ReadAsync(
                    campaign,
                    async () => await series.ReadAsync(campaign.Id, (await campaigns.ThenAsync(campaign.Id)).Count + 1)
                )
            )?.Count
            : null;

    private Task<RestedCounts<CountedTexts>.Counted?> TextsAsync(Campaign campaign) =>
        _texts.ReadAsync(campaign, () => reader.CountTextsAsync(campaign.Id));
}
