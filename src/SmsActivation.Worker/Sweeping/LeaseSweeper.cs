using SmsActivation.Core.Events;
using SmsActivation.Core.Outbox;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Sweeping;

/// <summary>Takes up what a dead or frozen worker left behind in the outbox and among the events. Texts in the inbox need no sweep: their
/// claim looks at the lease itself.</summary>
public sealed partial class LeaseSweeper(
    SendClaims claims,
    EventClaims events,
    OutboxWake wake,
    TimeProvider time,
    ILogger<LeaseSweeper> logger
) : BackgroundService
{
    // What a dead host had waits for its lease, and hardly longer.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync();
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    internal async Task SweepAsync()
    {
        try
        {
            var untold = await events.TakeBackAsync(all: false, time.GetUtcNow());
            if (untold > 0)
                LogUntold(untold);
            var swept = await claims.SweepAsync(all: false, time.GetUtcNow());
            if (swept == 0)
                return;
            LogSwept(swept);
            wake.Bell.Ring();
        }
        // The database is away; the next tick tries again.
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} sends had outlived their lease and were taken up")]
    private partial void LogSwept(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} events had outlived their lease and are told again")]
    private partial void LogUntold(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep failed")]
    private partial void LogFailed(Exception exception);
}
