using Serilog;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Core.Twilio;
using SmsActivation.Simulator;
using SmsActivation.Worker.Account;
using SmsActivation.Worker.Alerts;
using SmsActivation.Worker.Api;
using SmsActivation.Worker.Api.Docs;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Events;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Ops;
using SmsActivation.Worker.Processing;
using SmsActivation.Worker.Replies;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Sending;
using SmsActivation.Worker.Sweeping;
using SmsActivation.Worker.Telemetry;
using SmsActivation.Worker.Webhooks;

namespace SmsActivation.Worker.Setup;

/// <summary>What a host is made of: its services, in the order in which they start, and the addresses it answers at. Services
/// stop in reverse.</summary>
internal static class HostParts
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(19);

    // A burst of webhooks must not find the accept queue full: Twilio gives up on a connection after 5 s.
    private const int Backlog = 4096;

    public static WebApplication Build(
        IConfiguration configuration,
        Settings settings,
        ListenUrls urls,
        TimeProvider time,
        ReplyCatalog catalog,
        ConsentTexts consents,
        IEngine engine,
        IDatabase database,
        TextSpool? spool,
        OutboundHold hold,
        SimulatedAccount? account,
        Serilog.Core.Logger logger
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "SmsActivation" }
        );
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddSerilog(logger);
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseSockets(sockets => sockets.Backlog = Backlog);
        builder.WebHost.UseUrls([.. urls.All.Select(url => url.OriginalString)]);
        var services = builder.Services;
        services.AddRoutingCore();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        services.AddSingleton(time).AddTelemetry(settings.Telemetry);

        services.AddSingleton(database).AddSingleton(engine);
        services.AddSingleton(settings.Twilio).AddSingleton(settings.Replies).AddSingleton(settings.CardNumbers);
        services.AddSingleton(settings.Inbox).AddSingleton(settings.Outbox).AddSingleton(settings.Password);
        services.AddSingleton(settings.ActivationLimits).AddSingleton(settings.CardCodes);
        services.AddSingleton(settings.OptOutKey).AddSingleton(settings.Retention);
        services.AddSingleton(settings.Events).AddSingleton<EventOutbox>().AddSingleton<EventClaims>();

        services.AddSingleton(HostName.Draw()).AddSingleton<HostStore>().AddSingleton<ClockCheck>();
        services.AddSingleton(new Neighbours(alone: !engine.TakesManyHosts && !FaultSwitches.SharesDatabase, time));

        services.AddSingleton<InboxStore>().AddSingleton<InboxWake>();
        services.AddSingleton(settings.Spool).AddSingleton<TextIntake>();
        if (spool is not null)
            services
                .AddSingleton(spool)
                .AddSingleton<SpoolDrain>()
                .AddHostedService(provider => provider.GetRequiredService<SpoolDrain>());
        services.AddSingleton<InboundSmsEndpoint>().AddSingleton<DeliveryStatusEndpoint>();

        services.AddSingleton<SmsReader>();
        services.AddSingleton(provider => new TextFactsReader(
            provider.GetRequiredService<SmsReader>(),
            settings.Twilio,
            settings.AllowedCountries
        ));
        services.AddSingleton<ClaimStore>().AddSingleton<FactsStore>().AddSingleton<ApplyStore>();
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<ActivationFlow>(provider, settings.TermsVersion)
        );

        services
            .AddSingleton(catalog)
            .AddSingleton<ReplyWriter>()
            .AddSingleton<ReplyWords>()
            .AddSingleton<ReplyStore>()
            .AddSingleton(new ReplyLint(catalog, settings.Replies, ReplyReading.By(settings.CardNumbers)))
            .AddSingleton<ReplyWatch>()
            .AddSingleton(new ReplyFaults([]));
        services.AddSingleton(
            new PasswordHashing(
                new PasswordHashingOptions
                {
                    TemporaryIterations = settings.Password.TemporaryIterations,
                    ChosenIterations = settings.Password.ChosenIterations,
                }
            )
        );
        services.AddSingleton(TwilioHttp.CreateClient(TwilioHttp.CreateHandler())).AddSingleton<TwilioClient>();
        var lane = new HashLane(Environment.ProcessorCount);
        (database as SqliteDatabase)?.YieldTo(() => lane.IsFull);
        services
            .AddSingleton<SendClaims>()
            .AddSingleton<SendStore>()
            .AddSingleton<SenderPauses>()
            .AddSingleton<SenderPace>()
            .AddSingleton(new SendDayStore(database, settings.Limits.SendsPerDay))
            .AddSingleton<SendAllowance>()
            .AddSingleton(_ => lane)
            .AddSingleton<CarrierSends>()
            .AddSingleton<OutboxWake>();
        services.AddHostedService(provider => provider.GetRequiredService<ReplyWatch>());
        // The last to stop, for it tells the others that this host is gone.
        services.AddHostedService<HostKeeper>();
        // Services stop in reverse: texts begin sends of their own, so the sender outlives them and waits for those.
        services.AddHostedService<OutboxSender>();
        services.AddSingleton<EventPost>().AddAlerts(settings.Alerts);
        if (settings.Events.Targets.Count > 0)
            services.AddHostedService<EventSender>();
        services.AddHostedService<TextProcessor>();

        services.AddSingleton(settings.Campaigns).AddCampaigns(settings.CampaignPace);
        services.AddSingleton<DeliveryStore>();
        services.AddHostedService<LeaseSweeper>();
        services.AddSingleton<SettleClaims>().AddSingleton<SettleStore>().AddHostedService<SendSettler>();
        services.AddSingleton(settings.Sweep);
        services.AddSingleton<DeliveryPolls>().AddHostedService<DeliveryPoller>();
        services.AddSingleton<SweepMarks>().AddSingleton<InboundSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<InboundSweeper>());
        services.AddSingleton(hold).AddSingleton<RestoreStore>().AddSingleton<RestoreLooks>();
        services.AddHostedService<RestoreWatch>();
        if (settings.Twilio.RedactPasswords)
            services.AddSingleton<RedactionStore>().AddHostedService<PasswordRedactor>();
        services.AddSingleton<RetentionStore>().AddHostedService<RetentionSweeper>();
        services.AddAccount(settings, consents);
        services.AddOps(settings);
        services.AddSingleton(settings.Api).AddApi().AddSingleton<DocsEndpoints>();
        services.AddSingleton(settings.Health).AddSingleton<OutboxCheck>().AddSingleton<Readiness>();
        if (account is not null)
            services.AddSimulator(
                new SimulatorSettings
                {
                    Account = account,
                    InboundUrl = () => settings.Twilio.PublicBaseUrl + "/twilio/sms",
                    Brand = settings.Replies.Brand,
                    DemoCards = [.. DemoCards.All.Select(card => new DemoCard(card.Number, card.Try, card.Code))],
                    AllowRemote = settings.SimulatorAllowRemote,
                    KeywordReplies = settings.Twilio.KeywordsAnsweredBy == KeywordsAnsweredBy.Twilio,
                }
            );
        return builder.Build();
    }

    public static void Map(WebApplication app, bool withSimulator)
    {
        app.UseApiProblems();
        app.CountWebhooks();
        app.UseRouting();
        app.MapPost("/twilio/sms", (HttpContext context, InboundSmsEndpoint endpoint) => endpoint.AcceptAsync(context));
        app.MapPost(
            "/twilio/status",
            (HttpContext context, DeliveryStatusEndpoint endpoint) => endpoint.ReportAsync(context)
        );
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet(
            "/health/ready",
            async (Readiness readiness) =>
            {
                var ready = await readiness.CheckAsync();
                var status = ready.Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
                return Results.Json(new { ready = ready.Ok, ready.Checks }, statusCode: status);
            }
        );
        app.MapMetrics();
        app.MapAccount();
        app.MapApi();
        app.MapOps();
        app.Services.GetRequiredService<DocsEndpoints>().Map(app);
        if (withSimulator)
            app.MapSimulator();
    }
}
