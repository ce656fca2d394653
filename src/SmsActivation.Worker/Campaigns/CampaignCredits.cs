using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Worker.Campaigns;

/// <summary>Follows the log, a second behind, and gives campaigns the credit for what was activated: on one host for all, and
/// apart from the path of a reply.</summary>
public sealed partial class CampaignCredits(
    CreditStore store,
    IEngine engine,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<CampaignCredits> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(30);

    /// <summary>Longer than any transaction lives: where many hosts draw ids, one may come to light below others that were
    /// seen long before. Where one writer draws them there is nothing to wait for.</summary>
    private readonly TimeSpan _settled = engine.TakesManyHosts ? TimeSpan.FromMinutes(5) : TimeSpan.Zero;

    /// <summary>Looked at, above the mark.</summary>
    private readonly HashSet<long> _seen = [];
    private long? _mark;
    private (long Id, long SeenAt)? _next;
    private (long Id, long At)? _written;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        SweepLoop.RunAsync(neighbours, Every, time, PassAsync, stoppingToken);

    /// <summary>One pass: all activations that can be seen and were not looked at.</summary>
    internal async Task PassAsync(CancellationToken stopping)
    {
        try
        {
            var newest = await store.NewestAsync();
            var mark = _mark ??= await store.MarkAsync();
            await LookAsync(mark, stopping);
            if (!stopping.IsCancellationRequested)
                await MoveAsync(newest);
        }
        // The database is away: the next pass goes on where this one stopped.
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    private async Task LookAsync(long after, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var ids = await store.ActivationsAsync(after);
            var unseen = ids.Where(id => !_seen.Contains(id)).ToList();
            await store.CreditAsync(unseen);
            _seen.UnionWith(unseen);
            if (ids.Count < CreditStore.Most)
                return;
            after = ids[^1];
        }
    }

    /// <param name="newest">From before the look.</param>
    private async Task MoveAsync(long newest)
    {
        _next ??= (newest, time.GetTimestamp());
        if (time.GetElapsedTime(_next.Value.SeenAt) < _settled)
            return;
        var mark = Math.Max(_mark!.Value, _next.Value.Id);
        (_mark, _next) = (mark, null);
        _seen.RemoveWhere(id => id <= mark);
        // Seldom, for the next host that looks from further back finds nothing new.
        if (_written is { } written && (written.Id == mark || time.GetElapsedTime(written.At) < WriteEvery))
            return;
        await store.MoveMarkAsync(mark);
        _written = (mark, time.GetTimestamp());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Campaigns could not be credited")]
    private partial void LogFailed(Exception exception);
}
