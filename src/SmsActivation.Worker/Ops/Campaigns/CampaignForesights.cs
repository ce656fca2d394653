using System.Collections.Concurrent;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>What will leave of campaigns that are ready. A list is read once for as long as nothing of it changes: its words, its
/// rows, its settings, and how the other campaigns stand. Prices are of a host's start.</summary>
internal sealed class CampaignForesights(
    CampaignStore campaigns,
    CampaignLook look,
    CampaignOptions options,
    ReplyOptions replies,
    TimeProvider time
) : IDisposable
{
    // Somebody of the list may be erased meanwhile, and a host need not keep what nobody looks at.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    // A long list is read for some seconds: one after the other is enough.
    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<long, Kept> _kept = new();

    /// <summary>Null when it was stopped in the middle.</summary>
    public async Task<CampaignForesight?> ReadAsync(Campaign campaign, CancellationToken stopping)
    {
        var standing = await StandingAsync();
        await _one.WaitAsync(stopping);
        try
        {
            foreach (var (old, _) in _kept.Where(one => time.GetElapsedTime(one.Value.At) >= Long))
                _kept.TryRemove(old, out _);
            if (_kept.TryGetValue(campaign.Id, out var kept) && kept.Standing == standing)
                return await look.ForeseeAsync(campaign, kept.Seen, time.GetUtcNow());
            var (at, texts) = (time.GetTimestamp(), await campaigns.TextsAsync(campaign.Id));
            var words = CampaignWords.Of(campaign, texts, options, replies, await campaigns.ThenAsync(campaign.Id));
            if (await look.ReadAsync(campaign, words, time.GetUtcNow(), stopping) is not { } seen)
                return null;
            // Half a list would be taken for all of it.
            if (campaign.State == CampaignState.Ready && await StandingAsync() == standing)
                _kept[campaign.Id] = new Kept(standing, seen, at);
            return await look.ForeseeAsync(campaign, seen, time.GetUtcNow());
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>How all campaigns stand: whose list shares phones with which is a part of it.</summary>
    private async Task<string> StandingAsync() =>
        string.Join(' ', (await campaigns.ListAsync()).Select(one => $"{one.Id}-{one.State}-{one.Version}"));

    private sealed record Kept(string Standing, SeenList Seen, long At);
}
