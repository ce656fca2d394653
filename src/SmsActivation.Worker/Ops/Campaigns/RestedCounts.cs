using System.Collections.Concurrent;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Counts for open pages: made anew only once as much time has gone by as twenty of them take, whoever looks, one at
/// a time for each campaign; nobody waits long for one.</summary>
internal sealed class RestedCounts<T>(TimeProvider time)
{
    private const int Rest = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<long, Kept> _kept = new();

    /// <summary>What stands; null while it is counted for the first time.</summary>
    public async Task<Counted?> ReadAsync(long campaign, Func<Task<T>> count)
    {
        var kept = _kept.GetOrAdd(campaign, _ => new Kept());
        Task counting;
        lock (kept)
        {
            if (kept.Last is { } last && time.GetElapsedTime(last.At) < last.Took * Rest)
                return last;
            if (kept.Counting is not { IsCompleted: false })
                kept.Counting = CountAsync(kept, count);
            counting = kept.Counting;
        }
        // Whoever looks meanwhile is shown what stands.
        await Task.WhenAny(counting, Task.Delay(Patience, time));
        if (counting.IsCompleted)
            await counting;
        return kept.Last;
    }

    private async Task CountAsync(Kept kept, Func<Task<T>> count)
    {
        await Task.Yield();
        var began = time.GetTimestamp();
        var counted = await count();
        kept.Last = new Counted(counted, began, time.GetElapsedTime(began));
    }

    /// <param name="At">When it was begun, by the steady clock.</param>
    internal sealed record Counted(T Count, long At, TimeSpan Took);

    private sealed class Kept
    {
        public Task? Counting { get; set; }
        public Counted? Last { get; set; }
    }
}
