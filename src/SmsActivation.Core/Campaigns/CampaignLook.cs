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
    IReadOnlyList<OverlappingCampaign> Overlaps,
    TimeSpan Gap
);

/// <summary>What a look at a whole list finds, whatever the hour.</summary>
/// <param name="Zones">How many wait in each code of <see cref="Zones.TimeZones"/>.</param>
public sealed record SeenList(
    IReadOnlyList<CampaignSample> Samples,
    CampaignEstimate Estimate,
    IReadOnlyDictionary<int, int> Zones,
    IReadOnlyList<OverlappingCampaign> Overlaps
);

/// <summary>Reads a whole list once, in flat memory, and writes each text as it would be sent.</summary>
public sealed class CampaignLook(IDatabase database, CampaignOptions options, CampaignPaceOptions pace)
{
    /// <summary>Null when it was stopped in the middle.</summary>
    public async Task<SeenList?> ReadAsync(
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
        return stopping.IsCancellationRequested
            ? null
            : new SeenList(
                samples.Chosen,
                estimate,
                zones,
                await new CampaignOverlaps(database, pace).OfAsync(campaign, now)
            );
    }

    /// <summary>As of now: the hour, and what is left of the day's ceiling.</summary>
    public async Task<CampaignForesight> ForeseeAsync(Campaign campaign, SeenList seen, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var taken = await database.ReadAsync(session =>
            session.ScalarAsync<int?>("select taken from send_days where day = @day", new { day = FeedDay.Of(now) })
        );
        var forecast = PaceForecast.Of(seen.Zones, campaign, pace.SendsPerDay, pace.SendsPerDay - (taken ?? 0), now);
        return new CampaignForesight(seen.Samples, seen.Estimate, forecast, seen.Overlaps, pace.MinGap);
    }
}
