using SmsActivation.Core.Cards.Batches;
using SmsActivation.Core.Cards.Jobs;

namespace SmsActivation.Worker.Ops.Cards;

internal static class CardsSetup
{
    public static IServiceCollection AddCards(this IServiceCollection services, CardFilesOptions imports) =>
        services
            .AddSingleton(imports)
            .AddSingleton<CardFiles>()
            .AddSingleton<CardJobStore>()
            .AddSingleton<BatchCounting>()
            .AddSingleton<BatchFiguresStore>()
            .AddSingleton<CardJobs>()
            .AddHostedService(provider => provider.GetRequiredService<CardJobs>())
            .AddHostedService<BatchCounter>()
            .AddSingleton<CardsPages>()
            .AddSingleton<CardJobPages>();

    public static void MapCards(this WebApplication app, RouteGroupBuilder ops)
    {
        app.Services.GetRequiredService<CardsPages>().Map(ops);
        app.Services.GetRequiredService<CardJobPages>().Map(ops);
    }
}
