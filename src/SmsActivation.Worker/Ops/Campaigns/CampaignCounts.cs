using System.Collections.Concurrent;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Results for an open page.</summary>
/// <param name="Age">Of the counts of texts; zero where they are of now, null while they are counted for the first time.</param>
public sealed record ResultsNow(CampaignResults Results, TimeSpan? Age);

/// <summary>A campaign's results for open pages. Its texts are counted anew only once as much time has gone by as twenty
/// counts take, whoever looks: a short list at each look, a million recipients every few minutes; nobody waits long for it.
/// Activations are counted at each look.</summary>
internal sealed class CampaignCounts(ResultsReader reader, CampaignReport report, TimeProvider time)
{
    private const int Rest = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, Kept> _kept = new();

    public async Task<ResultsNow> ReadAsync(long campaign)
    {
        var counted = await TextsAsync(campaign);
        var texts = counted?.Texts ?? new CountedTexts(await report.ListedAsync(campaign), [], []);
        var age = counted is null ? (TimeSpan?)null : time.GetElapsedTime(counted.At);
        return new ResultsNow(await reader.WithMeritsAsync(campaign, texts), age < Now ? TimeSpan.Zero : age);
    }

    /// <summary>As old as the results are; while texts are counted for the first time, the list alone.</summary>
    public async Task<CampaignFigures> FiguresAsync(long campaign) =>
        (await TextsAsync(campaign))?.Texts.Figures ?? await report.ListedAsync(campaign);

    private async Task<Counted?> TextsAsync(long campaign)
    {
        var kept = _kept.GetOrAdd(campaign, _ => new Kept());
        Task counting;
        lock (kept)
        {
            if (kept.Last is { } last && time.GetElapsedTime(last.At) < last.Took * Rest)
                return last;
            if (kept.Counting is not { IsCompleted: false })
                kept.Counting = CountAsync(kept, campaign);
            counting = kept.Counting;
        }
        // Whoever looks meanwhile is shown what stands.
        await Task.WhenAny(counting, Task.Delay(Patience, time));
        if (counting.IsCompleted)
            await counting;
        return kept.Last;
    }

    private async Task CountAsync(Kept kept, long campaign)
    {
        await Task.Yield();
        var began = time.GetTimestamp();
        var texts = await reader.CountTextsAsync(campaign);
        kept.Last = new Counted(texts, began, time.GetElapsedTime(began));
    }

    private sealed record Counted(CountedTexts Texts, long At, TimeSpan Took);

    private sealed class Kept
    {
        public Task? Counting { get; set; }
        public Counted? Last { get; set; }
    }
}
