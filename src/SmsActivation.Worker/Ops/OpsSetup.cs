using SmsActivation.Core.Activation;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Campaigns;
using SmsActivation.Worker.Ops.Cards;
using SmsActivation.Worker.Ops.Case;
using SmsActivation.Worker.Ops.Log;
using SmsActivation.Worker.Ops.Needs;
using SmsActivation.Worker.Ops.Now;
using SmsActivation.Worker.Ops.People;
using SmsActivation.Worker.Ops.Replies;
using SmsActivation.Worker.Ops.Shop;
using SmsActivation.Worker.Ops.SignIn;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Ops;

/// <summary>The pages of <c>/ops</c>: what there is.</summary>
internal static class OpsSetup
{
    public static IServiceCollection AddOps(this IServiceCollection services, Settings settings) =>
        services
            .AddSingleton(settings.Staff)
            .AddSingleton<StaffStore>()
            .AddSingleton<StaffSessions>()
            .AddSingleton<StaffSignInStore>()
            .AddSingleton<SecondFactor>()
            .AddSingleton<StaffSignIn>()
            .AddSingleton<OpsAssets>()
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<OpsGate>(provider, settings.Carrier))
            .AddSingleton<SignInPages>()
            .AddSingleton<OwnPages>()
            .AddSingleton<PeoplePages>()
            .AddSingleton<LogQuery>()
            .AddSingleton<LogExport>()
            .AddSingleton<LogSearch>()
            .AddSingleton<LogPages>()
            .AddSingleton<CardAsks>()
            .AddSingleton<ShopPages>()
            .AddNow()
            .AddNeeds()
            .AddCards(settings.Imports)
            .AddCases()
            .AddSingleton<RepliesPages>()
            .AddSingleton<CampaignCounts>()
            .AddSingleton<CampaignGlances>()
            .AddSingleton<ResultsPages>()
            .AddCampaignPages(settings);

    public static void MapOps(this WebApplication app)
    {
        var ops = app.MapGroup(OpsGate.Home);
        ops.MapGet("/assets/{**path}", (HttpContext http, string path, OpsAssets assets) => assets.Serve(http, path));
        app.Services.GetRequiredService<SignInPages>().Map(ops);
        app.Services.GetRequiredService<OwnPages>().Map(ops);
        app.Services.GetRequiredService<PeoplePages>().Map(ops);
        app.Services.GetRequiredService<LogPages>().Map(ops);
        app.Services.GetRequiredService<ShopPages>().Map(ops);
        app.Services.GetRequiredService<NowPages>().Map(ops);
        app.Services.GetRequiredService<NeedsPages>().Map(ops);
        app.MapCards(ops);
        app.Services.GetRequiredService<CasePages>().Map(ops);
        app.Services.GetRequiredService<RepliesPages>().Map(ops);
        app.MapCampaigns(ops);
        app.Services.GetRequiredService<ResultsPages>().Map(ops);
        app.Services.GetRequiredService<OpsGate>().Rest(ops);
    }
}
