using SmsActivation.Core.Hosts;

namespace SmsActivation.Worker.Hosts;

/// <summary>Tells the other hosts of this database that this one lives, learns how many do, and keeps or takes over the
/// sweeping, which one of them does for all.</summary>
public sealed partial class HostKeeper(
    HostStore store,
    HostName host,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<HostKeeper> logger
) : BackgroundService
{
    /// <summary>Three beats may be lost before the others take this one for dead.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private const string Sweeping = "sweeping";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do await BeatAsync();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            neighbours.LearnRole(null);
            await store.LeaveAsync(host);
        }
        // Gone without a word: the others wait for the silence.
        catch (Exception exception)
        {
            LogNotLeft(exception);
        }
    }

    internal async Task BeatAsync()
    {
        var begun = time.GetUtcNow();
        var askedAt = time.GetTimestamp();
        try
        {
            var live = await store.BeatAsync(host, begun);
            if (live != neighbours.Live)
                LogLive(live);
            neighbours.Learn(live);
            if (neighbours.Alone)
                return;
            var sweeps = await store.TryHoldAsync(host, Sweeping, begun);
            if (sweeps && !neighbours.Sweeps)
                LogSweeps();
            neighbours.LearnRole(sweeps ? askedAt : null);
        }
        // The database is away: the role ends by itself when its lease does.
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Hosts that serve this database: {Count}")]
    private partial void LogLive(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "This host sweeps for all from now on")]
    private partial void LogSweeps();

    [LoggerMessage(Level = LogLevel.Warning, Message = "This host could not say that it leaves")]
    private partial void LogNotLeft(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "This host could not say that it lives")]
    private partial void LogFailed(Exception exception);
}
