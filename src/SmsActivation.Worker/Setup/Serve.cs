using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;
using SmsActivation.Simulator;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Replies;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Sweeping;
using SmsActivation.Worker.Webhooks;

namespace SmsActivation.Worker.Setup;

/// <summary>No verb: the host itself. Everything that could be wrong is checked, and said at once, before it listens.</summary>
public static class Serve
{
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
        await using var app = HostParts.Build(
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
        await app.Services.GetRequiredService<ReplyWatch>().LookAsync();
        HostParts.Map(app, account is not null);
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
        {
            logger.Error("ALERT the spool ended in something that cannot be read: {File} is kept for a person", torn);
            var alert = new Alert(AlertKind.SpoolTorn, Path.GetFileName(torn));
            await app.Services.GetRequiredService<AlertStore>().RaiseAsync(alert, time.GetUtcNow());
        }
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
        await new ClaimStore(database).TakeBackAllAsync(time.GetUtcNow());
        await new SendClaims(database, settings.Outbox).SweepAsync(all: true, time.GetUtcNow());
        await new EventClaims(database, settings.Events).TakeBackAsync(all: true, time.GetUtcNow());
        await new FeedLeases(database).TakeBackAllAsync();
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
