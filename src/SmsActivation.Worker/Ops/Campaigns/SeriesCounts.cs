using System.Collections.Concurrent;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>How far a series is, for open pages: counted anew only once as much time has gone by as twenty counts take, as
/// <see cref="CampaignCounts"/> does.</summary>
internal sealed class SeriesCounts(SeriesReport report, CampaignStore campaigns, TimeProvider time)
{
    private const int Rest = 20;
    private readonly ConcurrentDictionary<long, Kept> _kept = new();

    /// <summary>Null for a campaign of one text.</summary>
    public async Task<SeriesFigures?> ReadAsync(Campaign campaign)
    {
        if (campaign.Kind != CampaignKind.Reminder)
            return null;
        if (_kept.TryGetValue(campaign.Id, out var last) && time.GetElapsedTime(last.At) < last.Took * Rest)
            return last.Figures;
        var began = time.GetTimestamp();
        var then = await campaigns.ThenAsync(campaign.Id);
        var figures = await report.ReadAsync(campaign.Id, then.Count + 1);
        _kept[campaign.Id] = new Kept(figures, began, time.GetElapsedTime(began));
        return figures;
    }

    private sealed record Kept(SeriesFigures Figures, long At, TimeSpan Took);
}
