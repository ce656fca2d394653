using SmsActivation.Core.Figures;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>What the first page of <c>/ops</c> is made of.</summary>
internal static class NowSetup
{
    public static IServiceCollection AddNow(this IServiceCollection services) =>
        services
            .AddSingleton<FiguresReader>()
            .AddSingleton<LogHours>()
            .AddHostedService<LogHoursKeeper>()
            .AddSingleton<NowWake>()
            .AddSingleton<NowReader>()
            .AddSingleton<NowParts>()
            .AddSingleton<NowLive>()
            .AddSingleton<NowStream>()
            .AddSingleton<LiveSeats>()
            .AddSingleton<NowPages>();
}
