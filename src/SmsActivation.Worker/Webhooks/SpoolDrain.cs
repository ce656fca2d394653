using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Webhooks;

/// <summary>Brings the spool's texts into the inbox, in order, as soon as the database takes them.</summary>
public sealed partial class SpoolDrain(
    TextSpool spool,
    InboxStore inbox,
    InboxWake wake,
    TimeProvider time,
    ILogger<SpoolDrain> logger
) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do await DrainAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops; the next one goes on.
        }
    }

    /// <summary>Until the spool is empty, or the database takes no more.</summary>
    internal async Task DrainAsync(CancellationToken stopping)
    {
        var drained = 0;
        try
        {
            spool.Probe();
            while (!stopping.IsCancellationRequested && spool.Peek(Batch) is { Count: > 0 } texts)
            {
                await inbox.AcceptAllAsync(texts);
                CrashPoints.Reach(CrashPoints.AfterDrain);
                spool.Remove(texts.Count);
                drained += texts.Count;
                wake.Bell.Ring();
            }
        }
        // The database is away; the texts stay where they are, and the next tick tries again.
        catch (Exception exception)
        {
            LogFailed(exception, spool.Count);
        }
        if (drained > 0)
            LogDrained(drained, spool.Count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} texts came out of the spool, {Left} are left")]
    private partial void LogDrained(int count, int left);

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool could not be drained: {Left} texts are in it")]
    private partial void LogFailed(Exception exception, int left);
}
