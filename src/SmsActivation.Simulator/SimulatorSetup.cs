using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmsActivation.Simulator.Carrier;
using SmsActivation.Simulator.Page;
using SmsActivation.Simulator.Rest;

namespace SmsActivation.Simulator;

/// <summary>Puts the simulated carrier into a host: its API under <c>/simulator/twilio</c>, its phone at <c>/simulator</c>.</summary>
public static class SimulatorSetup
{
    public static IServiceCollection AddSimulator(this IServiceCollection services, SimulatorSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(settings)
            .AddSingleton(new MessageLog(settings.Capacity))
            .AddSingleton<OptOuts>()
            .AddSingleton<SignedPost>()
            .AddSingleton<Background>()
            .AddSingleton<Delivery>()
            .AddSingleton<Handset>()
            .AddSingleton<CreateFlow>()
            .AddSingleton<PhonePage>()
            .AddSingleton<PhoneEvents>();
    }

    public static IEndpointRouteBuilder MapSimulator(this IEndpointRouteBuilder app)
    {
        var simulator = app.MapGroup("/simulator").AddEndpointFilter<RouteGroupBuilder, LocalOnly>();
        simulator.MapMessages();
        simulator.MapPhone();
        return app;
    }
}
