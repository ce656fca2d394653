using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.People;
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
            .AddSingleton<PeoplePages>();

    public static void MapOps(this WebApplication app)
    {
        var ops = app.MapGroup(OpsGate.Home);
        ops.MapGet("/assets/{**path}", (HttpContext http, string path, OpsAssets assets) => assets.Serve(http, path));
        app.Services.GetRequiredService<SignInPages>().Map(ops);
        app.Services.GetRequiredService<OwnPages>().Map(ops);
        app.Services.GetRequiredService<PeoplePages>().Map(ops);
    }
}
