using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns;

/// <summary>What somebody looks at before a campaign starts.</summary>
public sealed record CampaignForesight(
    IReadOnlyList<CampaignSample> Samples,
    CampaignEstimate Estimate,
    PaceForecast Forecast,
    IReadOnlyList<OverlappingCampaign> Shared
);

/// <summary>Reads a whole list once, in flat memory, and writes each text as it would be sent.</summary>
public sealed class CampaignLook(IDatabase database, CampaignOptions options, CampaignPaceOptions pace)
{
    /// <summary>Null when it was stopped in the middle.</summary>
    public async Task<CampaignForesight?> ReadAsync(
        Campaign campaign,
        CampaignWords words,
        DateTimeOffset now,
        CancellationToken stopping
    )
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(words);
        var query = new AudienceQuery(database, campaign.Id);
        var (samples, estimate) = (new CampaignSamples(firsts: 1), new CampaignEstimate(options));
        var zones = new Dictionary<int, int>();
        await foreach (var recipient in query.WaitingAsync(stopping))
        {
            foreach (var text in samples.Add(recipient, words))
                estimate.Add(recipient.Addressee.Country, text.Length);
            zones[recipient.Zones] = zones.GetValueOrDefault(recipient.Zones) + 1;
        }
        if (stopping.IsCancellationRequested)
            return null;
        var taken = await database.ReadAsync(session =>
            session.ScalarAsync<int?>("select taken from send_days where day = @day", new { day = FeedDay.Of(now) })
        );
        var forecast = PaceForecast.Of(zones, campaign, pace.SendsPerDay, pace.SendsPerDay - (taken ?? 0), now);
        return new CampaignForesight(samples.ChosenOnce, estimate, forecast, await query.OverlappingAsync());
    }
}
