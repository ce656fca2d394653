using Serilog;
using SmsActivation.Core.Accounts;
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
using SmsActivation.Core.Phones;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Profiles;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Core.Twilio;
using SmsActivation.Simulator;
using SmsActivation.Worker.Account;
using SmsActivation.Worker.Api;
using SmsActivation.Worker.Api.Docs;
using SmsActivation.Worker.Events;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Ops;
using SmsActivation.Worker.Processing;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Sending;
using SmsActivation.Worker.Sweeping;
using SmsActivation.Worker.Telemetry;
using SmsActivation.Worker.Web;
using SmsActivation.Worker.Webhooks;

namespace SmsActivation.Worker.Setup;

/// <summary>No verb: the host itself. Everything that could be wrong is checked, and said at once, before it listens.</summary>
public static class Serve
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(19);

    // A burst of webhooks must not find the accept queue full: Twilio gives up on a connection after 5 s.
    private const int Backlog = 4096;

    // Webhooks that are accepted side by side.
    private const int Intake = 64;

    /// <param name="restoredFrom">The database was put back and is as of then; null where it was not, or this was said at
    /// an earlier start.</param>
    public static async Task<int> RunAsync(DateTimeOffset? restoredFrom, CancellationToken stopping)
    {
        var time = FaultSwitches.Clock;
        var configuration = HostFiles.Configuration();
        var faults = new List<string>();
        var urls = ListenUrls.Read(configuration, faults);
        var reader = new SettingsReader(configuration);
        var account = reader.Carrier == Carrier.Simulator ? SimulatedAccount.Draw() : null;
        var settings = reader.Read(
            forServing: true,
            account is null ? null : SimulatedCarrier.Account(account, urls.OwnOrigin, configuration)
        );
        faults.AddRange(reader.Faults);
        if (account is not null)
        {
            faults.AddRange(SimulatedCarrier.Faults(urls.All, settings.SimulatorAllowRemote));
            settings = settings with
            {
                CardCodes = SimulatedCarrier.Codes(settings.CardCodes),
                Staff = SimulatedCarrier.Staff(settings.Staff),
            };
        }
        var catalog = ReplyCatalog.Load(HostFiles.ReplyFolders);
        faults.AddRange(
            catalog.Check(
                settings.Replies,
                settings.Twilio.Numbers.Select(number => number.Language),
                ReplyReading.By(settings.CardNumbers)
            )
        );
        var consents = ConsentTexts.Load(
            HostFiles.ReplyFolders.Select(folder => Path.Combine(folder, "consents")),
            settings.Replies.Brand,
            kind =>
                kind switch
                {
                    ConsentKind.Service => settings.TermsVersion,
                    ConsentKind.Marketing => settings.Account.MarketingVersion,
                }
        );
        faults.AddRange(consents.Faults);
        if (faults.Count > 0)
            return Refuse(faults);

        var engine = Stores.Engine(settings);
        var opened = Stores.TryOpenToServe(engine, time, out var hostLock, out var refusal);
        using var alone = hostLock; // let go of after the database
        await using var database = opened;
        if (database is null)
            return Refuse([refusal!]);
        using var spool = TryOpenSpool(settings.Spool, out var spoolRefusal);
        if (spoolRefusal is not null)
            return Refuse([spoolRefusal]);
        if (await StartGate.FaultsAsync(database, settings.Carrier) is { Count: > 0 } refusals)
            return Refuse(refusals);
        if (!settings.Staff.HasKey && await new StaffStore(database).AnyAsync())
            return Refuse(["Staff:Key is not set, and there are people who sign in at /ops: set the one they had."]);
        if (await KeptOptOuts.FaultAsync(database, settings.OptOutKey) is { } otherKey)
            return Refuse([otherKey]);
        var restores = new RestoreStore(database, settings.Outbox);
        if (restoredFrom is null && await restores.CopiedAtAsync() is { } copiedAt)
            return Refuse([RestoredFrom.Missing(copiedAt)]);
        if (
            restoredFrom is { } said
            && RestoredFrom.TooOld(said, time.GetUtcNow()) is { } tooOld
            && await restores.WouldBeginAsync(said)
        )
            return Refuse([tooOld]);
        if (await StartGate.KeepConsentsAsync(database, settings, consents, time.GetUtcNow()) is { Count: > 0 } changed)
            return Refuse(changed);
        await StartGate.RecordAsync(database, settings.Carrier);
        await SweepMarks.RecordInstallationAsync(database, time.GetUtcNow());
        await KeptOptOuts.RecordKeyAsync(database, settings.OptOutKey);
        if (account is not null)
            await DemoCards.LoadAsync(database, settings.CardCodes, time.GetUtcNow());

        await using var logger = Logs.Create(configuration);
        // SqlClient begins and commits on the caller's thread: with few of them a burst would wait for threads, not for SQL.
        if (engine.TakesManyHosts)
            ThreadPool.SetMinThreads(settings.Inbox.Parallel + settings.Outbox.Parallel + Intake, Intake);
        if (hostLock is not null)
            await TakeOverAsync(database, settings, time);
        if (restoredFrom is { } from)
            await restores.TryBeginAsync(from, time.GetUtcNow());
        var hold = new OutboundHold(await restores.OpenAsync());
        await using var app = Build(
            configuration,
            settings,
            urls,
            time,
            catalog,
            consents,
            engine,
            database,
            spool,
            hold,
            account,
            logger
        );
        Map(app, account is not null);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Banner.Write(settings, urls, configuration);
            // For whoever reads the file and not the console.
            logger.Information("The host has started: {Carrier}, {Urls}", settings.Carrier, urls.All);
        });
        app.Lifetime.ApplicationStopping.Register(() => logger.Information("The host stops"));
        app.Lifetime.ApplicationStopped.Register(() => logger.Information("The host has stopped"));
        await using var stop = stopping.Register(app.Lifetime.StopApplication);
        if (engine.Advice() is { } advice)
            logger.Warning("{Database}: {Advice}", engine.Place, advice);
        if (await app.Services.GetRequiredService<ClockCheck>().FaultAsync() is { } clock)
            logger.Warning("{Clock}: run NTP on both", clock);
        foreach (var torn in spool?.Torn ?? [])
            logger.Error("ALERT the spool ended in something that cannot be read: {File} is kept for a person", torn);
        // What Twilio's list says of a text is less than its webhook said.
        if (hold.IsOn && app.Services.GetService<SpoolDrain>() is { } drain)
            await drain.DrainAsync(stopping);
        if (hold.IsOn)
            await app.Services.GetRequiredService<InboundSweeper>().FillGapAsync(stopping);
        await app.RunAsync(CancellationToken.None);
        return 0;
    }

    /// <summary>This host is alone on its database, so every lease was its predecessor's.</summary>
    private static async Task TakeOverAsync(IDatabase database, Settings settings, TimeProvider time)
    {
        await new ClaimStore(database).TakeBackAllAsync();
        await new SendClaims(database, settings.Outbox).SweepAsync(all: true, time.GetUtcNow());
        await new EventClaims(database, settings.Events).TakeBackAsync(all: true, time.GetUtcNow());
    }

    private static WebApplication Build(
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
        // The last to stop, for it tells the others that this host is gone.
        services.AddHostedService<HostKeeper>();
        // Services stop in reverse: texts begin sends of their own, so the sender outlives them and waits for those.
        services.AddHostedService<OutboxSender>();
        if (settings.Events.Targets.Count > 0)
            services.AddSingleton<EventPost>().AddHostedService<EventSender>();
        services.AddHostedService<TextProcessor>();

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
        services.AddSingleton(settings.Account).AddSingleton<SignInTries>().AddSingleton<SignInStore>();
        services.AddSingleton<SignInLane>().AddSingleton<SignInFlow>();
        services.AddSingleton<SessionStore>().AddSingleton<AccountCards>();
        services.AddSingleton<MemberData>().AddSingleton<AccountClosing>();
        services.AddSingleton(SignInCountriesOf(settings));
        services
            .AddSingleton(new SessionCookie(settings.Twilio, "account", settings.Account.SessionLifetime))
            .AddSingleton<ClientAddress>()
            .AddSingleton<PageRenderer>();
        services.AddSingleton<ProfileStore>().AddSingleton<ConsentStore>().AddSingleton(consents);
        services.AddSingleton<AccountGate>().AddSingleton<AccountEndpoints>().AddSingleton<SecurityEndpoints>();
        services.AddSingleton<AboutMeEndpoints>().AddSingleton<ConsentsEndpoints>();
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

    private static void Map(WebApplication app, bool withSimulator)
    {
        app.UseApiProblems();
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
        MapAccount(app);
        app.MapApi();
        app.MapOps();
        app.Services.GetRequiredService<DocsEndpoints>().Map(app);
        if (withSimulator)
            app.MapSimulator();
    }

    private static void MapAccount(WebApplication app)
    {
        var account = app.MapGroup(AccountGate.Home);
        app.Services.GetRequiredService<AccountEndpoints>().Map(account);
        app.Services.GetRequiredService<AboutMeEndpoints>().Map(account);
        app.Services.GetRequiredService<ConsentsEndpoints>().Map(account);
        app.Services.GetRequiredService<SecurityEndpoints>().Map(account);
    }

    /// <summary>At home in the countries of our numbers and in those that are named as served.</summary>
    private static SignInCountries SignInCountriesOf(Settings settings)
    {
        var home = settings
            .Twilio.Numbers.Select(number => PhoneReader.CountryOf(number.Number))
            .OfType<string>()
            .Concat(settings.AllowedCountries)
            .Distinct(StringComparer.OrdinalIgnoreCase);
        return new SignInCountries([.. home], Anywhere: settings.AllowedCountries.Count == 0);
    }

    private static TextSpool? TryOpenSpool(SpoolOptions options, out string? refusal)
    {
        refusal = null;
        try
        {
            return options.IsOn ? TextSpool.Open(options) : null;
        }
        catch (SpoolException fault)
        {
            refusal = fault.Message;
            return null;
        }
    }

    private static int Refuse(IReadOnlyList<string> faults)
    {
        Console.Error.WriteLine(faults.Count == 1 ? "Cannot start:" : $"Cannot start, {faults.Count} faults:");
        foreach (var fault in faults)
            Console.Error.WriteLine("  - " + fault);
        return 1;
    }
}
