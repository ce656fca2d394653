using SmsActivation.Core.Alerts;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Worker.Alerts;

/// <summary>What alerts need of the host.</summary>
public static class AlertSetup
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, AlertOptions options) =>
        services
            .AddSingleton(options)
            .AddSingleton<AlertStore>()
            .AddSingleton<AlertFactsStore>()
            .AddSingleton<AlertNotices>()
            .AddSingleton<AlertQuery>()
            .AddSingleton(provider => new AlertTelling(
                provider.GetRequiredService<IDatabase>(),
                options,
                provider.GetRequiredService<OptOutKey>(),
                provider.GetRequiredService<ReplyOptions>().Brand,
                OnCallSender(provider.GetRequiredService<TwilioOptions>())
            ))
            .AddSingleton<AlertTeller>()
            .AddSingleton<WebhookTally>()
            .AddHostedService<HostWatch>()
            .AddHostedService<AlertWatch>();

    /// <summary>Before the carrier's endpoints.</summary>
    public static IApplicationBuilder CountWebhooks(this WebApplication app)
    {
        var tally = app.Services.GetRequiredService<WebhookTally>();
        return app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/twilio", StringComparison.Ordinal),
            carrier => carrier.Use(tally.CountAsync)
        );
    }

    /// <summary>The number of ours that texts to our own people leave from, as subjects name it.</summary>
    private static string OnCallSender(TwilioOptions twilio) =>
        twilio.Numbers.FirstOrDefault() is { } first ? PhoneMask.Mask(first.Number) : "";
}
