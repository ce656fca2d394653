using SmsActivation.Core.Privacy;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Worker.Sweeping;

/// <summary>Empties once an hour what had its time, a little at once, so that no text waits for it.</summary>
public sealed partial class RetentionSweeper(
    RetentionStore store,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<RetentionSweeper> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        SweepLoop.RunAsync(neighbours, Every, time, ClearDueAsync, stoppingToken);

    internal async Task ClearDueAsync(CancellationToken stopping)
    {
        foreach (var kind in Enum.GetValues<Retained>())
        {
            try
            {
                var sum = 0;
                while (await store.ClearAsync(kind, time.GetUtcNow()) is > 0 and var rows)
                {
                    sum += rows;
                    await Task.Delay(Pause, time, stopping);
                }
                if (sum > 0)
                    LogCleared(sum, kind);
            }
            // The database is away, or one kind has a fault: the others are cleared, and the next hour tries again.
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, kind);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention: {Count} rows of {Kind} had their time")]
    private partial void LogCleared(int count, Retained kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Retention of {Kind} failed")]
    private partial void LogFailed(Exception exception, Retained kind);
}
