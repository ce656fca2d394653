using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Loads;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>What the pages of campaigns are made of.</summary>
internal static class CampaignPagesSetup
{
    public static IServiceCollection AddCampaignPages(this IServiceCollection services, Settings settings) =>
        services
            .AddSingleton(CampaignListOptions.Of(settings))
            .AddSingleton(
                new CampaignRules(
                    settings.Campaigns,
                    new KeywordCheck(settings.CardNumbers),
                    ReplyReading.By(settings.CardNumbers)
                )
            )
            .AddSingleton<CampaignChanges>()
            .AddSingleton<CampaignLook>()
            .AddSingleton<CampaignForesights>()
            .AddSingleton(provider => new TestTexts(
                provider.GetRequiredService<IDatabase>(),
                provider.GetRequiredService<OptOutKey>(),
                provider.GetRequiredService<TwilioOptions>().CampaignsLeaveFrom()
            ))
            .AddSingleton<CampaignLoadStore>()
            .AddSingleton<CampaignFiles>()
            .AddSingleton<CampaignLoads>()
            .AddHostedService(provider => provider.GetRequiredService<CampaignLoads>())
            .AddSingleton<CampaignReaders>()
            .AddSingleton<CampaignMakings>()
            .AddSingleton<CampaignPages>()
            .AddSingleton<CampaignDraftPages>()
            .AddSingleton<CampaignDraftLooks>()
            .AddSingleton<CampaignListPages>()
            .AddSingleton<CampaignLookPages>()
            .AddSingleton<CampaignDeletePages>();

    public static void MapCampaigns(this WebApplication app, RouteGroupBuilder ops)
    {
        app.Services.GetRequiredService<CampaignPages>().Map(ops);
        app.Services.GetRequiredService<CampaignDraftPages>().Map(ops);
        app.Services.GetRequiredService<CampaignDraftLooks>().Map(ops);
        app.Services.GetRequiredService<CampaignListPages>().Map(ops);
        app.Services.GetRequiredService<CampaignLookPages>().Map(ops);
        app.Services.GetRequiredService<CampaignDeletePages>().Map(ops);
    }
}
