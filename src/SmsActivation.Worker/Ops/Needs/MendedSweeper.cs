using SmsActivation.Core.Needs;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Worker.Ops.Needs;

/// <summary>Writes down once an hour which lost welcomes have mended themselves, so that nobody's page looks at them
/// again.</summary>
public sealed partial class MendedSweeper(
    NeedsStore needs,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<MendedSweeper> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        SweepLoop.RunAsync(neighbours, Every, time, CloseAsync, stoppingToken);

    internal async Task CloseAsync(CancellationToken stopping)
    {
        try
        {
            while (await needs.CloseMendedAsync(time.GetUtcNow()) > 0)
                await Task.Delay(Pause, time, stopping);
        }
        // The database is away: the next hour tries again.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Welcomes that mended themselves could not be written down")]
    private partial void LogFailed(Exception exception);
}
