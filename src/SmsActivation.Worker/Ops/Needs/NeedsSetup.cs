using SmsActivation.Core.Needs;

namespace SmsActivation.Worker.Ops.Needs;

internal static class NeedsSetup
{
    public static IServiceCollection AddNeeds(this IServiceCollection services) =>
        services
            .AddSingleton<NeedsQuery>()
            .AddSingleton<NeedsStore>()
            .AddSingleton<NeedsBadge>()
            .AddSingleton<NeedsPages>()
            .AddHostedService<MendedSweeper>();
}
