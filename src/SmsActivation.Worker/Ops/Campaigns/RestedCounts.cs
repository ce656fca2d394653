using System.Collections.Concurrent;
using SmsActivation.Core.Campaigns;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Counts for open pages: made anew only once as much time has gone by as twenty of them take, or when the campaign
/// stands otherwise, whoever looks, one at a time for each campaign; nobody waits long for one.</summary>
internal sealed class RestedCounts<T>(TimeProvider time)
{
    private const int Rest = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<long, Kept> _kept = new();

    /// <summary>What stands; null while it is counted for the first time.</summary>
    public async Task<Counted?> ReadAsync(Campaign campaign, Func<Task<T>> count)
    {
        var look = Look(campaign, count);
        // Whoever looks meanwhile is shown what stands.
        await Task.WhenAny(look.Counting, Task.Delay(Patience, time));
        if (look.Counting.IsCompleted)
            await look.Counting;
        return look.Last;
    }

    /// <summary>What stands, at once, and a count that is begun where it is time for one.</summary>
    /// <param name="atLeast">It stands at least so long.</param>
    /// <param name="turn">One count at a time among those of several campaigns.</param>
    public Kept Look(Campaign campaign, Func<Task<T>> count, TimeSpan atLeast = default, SemaphoreSlim? turn = null)
    {
        var kept = _kept.GetOrAdd(campaign.Id, _ => new Kept());
        lock (kept)
            if (
                kept.Counting.IsCompleted
                && (
                    kept.Last is not { } last
                    || last.Of != campaign.State
                    || time.GetElapsedTime(last.At) is var age && age >= last.Took * Rest && age >= atLeast
                )
            )
                kept.Counting = CountAsync(kept, campaign.State, count, turn);
        return kept;
    }

    private async Task CountAsync(Kept kept, CampaignState of, Func<Task<T>> count, SemaphoreSlim? turn)
    {
        await Task.Yield();
        if (turn is not null)
            await turn.WaitAsync();
        try
        {
            var began = time.GetTimestamp();
            var counted = await count();
            kept.Last = new Counted(counted, of, began, time.GetElapsedTime(began));
        }
        finally
        {
            turn?.Release();
        }
    }

    /// <param name="At">When it was begun, by the steady clock.</param>
    internal sealed record Counted(T Count, CampaignState Of, long At, TimeSpan Took);

    internal sealed class Kept
    {
        /// <summary>The newest, which may be over.</summary>
        public Task Counting { get; set; } = Task.CompletedTask;

        /// <summary>Null while it is counted for the first time.</summary>
        public Counted? Last { get; set; }
    }
}
