using SmsActivation.Core.Cards.Batches;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Worker.Ops.Cards;

/// <summary>Counts the batches now and then where they are too large to be counted while somebody waits; it rests a hundred
/// times as long as it worked.</summary>
public sealed partial class BatchCounter(
    BatchFiguresStore figures,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<BatchCounter> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private const int RestFor = 100;

    private DateTimeOffset _restUntil = DateTimeOffset.MinValue;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        SweepLoop.RunAsync(neighbours, Every, time, CountAsync, stoppingToken);

    internal async Task CountAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (now < _restUntil)
            return;
        try
        {
            if (await figures.AreFewAsync())
                return;
            var begun = time.GetTimestamp();
            await figures.RefreshAsync(now, stopping);
            _restUntil = now + time.GetElapsedTime(begun) * RestFor;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The batches could not be counted")]
    private partial void LogFailed(Exception exception);
}
