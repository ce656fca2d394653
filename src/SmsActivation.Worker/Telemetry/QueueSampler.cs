using SmsActivation.Core.Outbox;
using SmsActivation.Core.Telemetry;

namespace SmsActivation.Worker.Telemetry;

/// <summary>What waited in the database at one moment.</summary>
/// <param name="SentToday">Sends of the day's ceiling that the hosts have taken.</param>
public sealed record QueueSample(long TakenAt, DateTimeOffset At, IReadOnlyList<QueueDepth> Depths, int SentToday);

/// <summary>Looks at the queues every few seconds, while anybody wants to know. A scrape reads the last look: it must not
/// hang on a database that does.</summary>
public sealed partial class QueueSampler(
    QueueDepths queues,
    SendDayStore days,
    TelemetryOptions options,
    TimeProvider time,
    ILogger<QueueSampler> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Two scrapes of a usual minute may be lost before nobody seems to ask any more.</summary>
    private static readonly TimeSpan Interest = TimeSpan.FromMinutes(3);

    /// <summary>An older look is told to nobody: no figure is better than one of before the fault.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private long _askedAt;
    private volatile QueueSample? _last;
    private bool _failing;

    /// <summary>Null until the first look, and while the database does not answer.</summary>
    public QueueSample? Last => _last is { } last && time.GetElapsedTime(last.TakenAt) < Fresh ? last : null;

    private bool IsWanted =>
        options.IsExported
        || (Interlocked.Read(ref _askedAt) is var asked and not 0 && time.GetElapsedTime(asked) < Interest);

    /// <summary>Somebody scrapes.</summary>
    public void Ask() => Interlocked.Exchange(ref _askedAt, time.GetTimestamp());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do await SampleAsync();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    internal async Task SampleAsync()
    {
        if (!IsWanted)
            return;
        try
        {
            var (takenAt, now) = (time.GetTimestamp(), time.GetUtcNow());
            var depths = await queues.ReadAsync();
            var sent = await days.TakenAsync(DateOnly.FromDateTime(now.UtcDateTime));
            _last = new QueueSample(takenAt, now, depths, sent);
            _failing = false;
        }
        // The database is away; whoever works with it says so, and this once.
        catch (Exception exception)
        {
            if (!_failing)
                LogFailed(exception);
            _failing = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queues could not be counted for the metrics")]
    private partial void LogFailed(Exception exception);
}
