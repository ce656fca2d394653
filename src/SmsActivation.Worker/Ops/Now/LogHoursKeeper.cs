using SmsActivation.Core.Figures;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>Counts the log's rows by the hour for the dashboard, a minute's worth at a time, on one host for all.</summary>
public sealed partial class LogHoursKeeper(
    LogHours hours,
    IEngine engine,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<LogHoursKeeper> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Longer than any transaction lives, so that whatever had an id by then has ended: see <see cref="LogHours"/>.
    /// Where one writer draws the ids there is nothing to wait for.</summary>
    private readonly TimeSpan _settled = engine.TakesManyHosts ? TimeSpan.FromMinutes(5) : TimeSpan.Zero;

    private (long Id, long SeenAt)? _seen;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        SweepLoop.RunAsync(neighbours, Every, time, _ => CountDueAsync(), stoppingToken);

    /// <summary>One pass: counts up to an id that was seen long enough ago.</summary>
    internal async Task CountDueAsync()
    {
        try
        {
            _seen ??= (await hours.NewestAsync(), time.GetTimestamp());
            if (time.GetElapsedTime(_seen.Value.SeenAt) < _settled)
                return;
            await hours.CountAsync(_seen.Value.Id, time.GetUtcNow());
            _seen = _settled == TimeSpan.Zero ? null : (await hours.NewestAsync(), time.GetTimestamp());
        }
        // The database is away: the next pass goes on where this one stopped.
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The log could not be counted by the hour")]
    private partial void LogFailed(Exception exception);
}
