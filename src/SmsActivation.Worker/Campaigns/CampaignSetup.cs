using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Zones;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Worker.Campaigns;

/// <summary>The zones whose day it is for a campaign; null for all.</summary>
public delegate IReadOnlyCollection<int>? DayZones(DateTimeOffset now, Campaign campaign);

/// <summary>What sending campaigns needs of the host.</summary>
public static class CampaignSetup
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services, CampaignPaceOptions options) =>
        services
            .AddSingleton(options)
            .AddSingleton<CampaignStore>()
            .AddSingleton<FeedLeases>()
            .AddSingleton<FeedReturns>()
            .AddSingleton<FeedWatch>()
            .AddSingleton<CampaignRuns>()
            .AddSingleton<CampaignReport>()
            .AddSingleton<ResultsReader>()
            .AddSingleton<CreditStore>()
            .AddSingleton<SeriesReport>()
            .AddSingleton<DayZones>(
                static (now, campaign) => TimeZones.AllowedAt(now, campaign.DayFrom, campaign.DayUntil)
            )
            .AddSingleton(provider => new FeedStore(
                provider.GetRequiredService<IDatabase>(),
                options,
                provider.GetRequiredService<TwilioOptions>().CampaignsLeaveFrom(),
                provider.GetRequiredService<OptOutKey>()
            ))
            .AddHostedService<CampaignFeeder>()
            .AddHostedService<CampaignCredits>();
}
