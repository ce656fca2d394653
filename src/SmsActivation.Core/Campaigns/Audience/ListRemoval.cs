using SmsActivation.Core.Cards;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>Takes a campaign's list away, in short transactions beside a live host.</summary>
internal sealed class ListRemoval(AudienceStore store, WritePace pace, TimeProvider time)
{
    /// <summary>False when it was stopped before the end, or the campaign is somebody else's by now.</summary>
    public async Task<bool> RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var (rows, clock) = (pace.NextRows(), pace.Clock());
            if (await store.RemoveAsync(rows, clock, time.GetUtcNow()) is not { } removed)
                return false;
            if (removed < rows)
                return true;
            await pace.RestAsync(removed, clock.Elapsed, stopping);
        }
        return false;
    }
}
