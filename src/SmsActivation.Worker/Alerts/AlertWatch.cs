using SmsActivation.Core.Alerts;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Alerts;

/// <summary>Looks, for all hosts, what a person should know of, and has them told: raises, says that it still stands, and
/// gives the all-clear.</summary>
public sealed partial class AlertWatch(
    AlertFactsStore facts,
    AlertStore store,
    AlertTelling telling,
    AlertTeller teller,
    AlertOptions options,
    Neighbours neighbours,
    OutboxWake outbox,
    TimeProvider time,
    ILogger<AlertWatch> logger
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        SweepLoop.RunAsync(neighbours, options.Every, time, PassAsync, stoppingToken);

    /// <summary>One pass. What is told already is posted even where the look fails.</summary>
    internal async Task PassAsync(CancellationToken stopping)
    {
        try
        {
            await LookAsync();
            await TellAsync();
        }
        // The database is away; the next pass looks again, and the host itself says so after a while.
        catch (Exception exception)
        {
            LogPassFailed(exception);
        }
        await teller.PostDueAsync(stopping);
    }

    private async Task LookAsync()
    {
        var now = time.GetUtcNow();
        var seen = await facts.GatherAsync(now);
        var standing = await store.StandingAsync();
        var stands = standing.Select(alert => (alert.Kind, alert.Subject)).ToHashSet();
        var found = AlertRules.Find(seen, (kind, subject) => stands.Contains((kind, subject)), options);
        var changes = AlertChanges.Between(standing, found, options, now);
        if (changes is { Raised.Count: 0, Still.Count: 0, Over.Count: 0 })
            return;
        foreach (var alert in await store.ApplyAsync(changes, now))
        {
            var shown = AlertWords.Shown(alert.Kind, alert.Subject);
            LogRaised(alert.Kind, AlertWords.Summary(alert.Kind, shown, alert.Figure, alert.Usual));
        }
        foreach (var over in changes.Over)
            LogOver(over.Kind, over.Shown);
    }

    private async Task TellAsync()
    {
        foreach (var alert in await telling.DueAsync(time.GetUtcNow()))
        {
            CrashPoints.Reach(CrashPoints.BeforeTelling);
            if (await telling.TellAsync(alert, time.GetUtcNow()) is null)
                continue;
            CrashPoints.Reach(CrashPoints.AfterTelling);
            outbox.Bell.Ring();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "ALERT {Kind}: {Summary}")]
    private partial void LogRaised(AlertKind kind, string summary);

    [LoggerMessage(Level = LogLevel.Warning, Message = "All clear: {Kind} {Subject}")]
    private partial void LogOver(AlertKind kind, string subject);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alerts could not be looked for")]
    private partial void LogPassFailed(Exception exception);
}
