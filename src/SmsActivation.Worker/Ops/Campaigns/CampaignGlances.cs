using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>A campaign in the list of all.</summary>
/// <param name="Glance">Null where it has no list, or is not counted yet.</param>
/// <param name="Wait">Null where it does not run, or need not wait.</param>
public sealed record ListedCampaign(Campaign Campaign, CampaignGlance? Glance, CampaignWait? Wait)
{
    public bool HasList => Campaign.State is not (CampaignState.Draft or CampaignState.Loading);

    /// <summary>It is ready, and would text nobody.</summary>
    public bool HasNobody => Campaign.State == CampaignState.Ready && Glance is { People: 0 };

    /// <summary>The list must look again.</summary>
    public bool IsMoving =>
        Campaign.State is CampaignState.Loading or CampaignState.Running || (HasList && Glance is null);
}

/// <summary>All campaigns with their figures: those that stand, for nobody waits until a long list is counted. One is counted
/// after the other, and one that ended long ago only every hour.</summary>
internal sealed class CampaignGlances(
    CampaignStore campaigns,
    CampaignReport report,
    WaitReader waits,
    CampaignPaceOptions options,
    TimeProvider time
) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _one = new(1);
    private readonly RestedCounts<CampaignGlance> _counts = new(time);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<ListedCampaign>> ReadAsync()
    {
        var all = await campaigns.ListAsync();
        var now = time.GetUtcNow();
        var looks = all.Where(one => new ListedCampaign(one, null, null).HasList)
            .ToDictionary(
                one => one.Id,
                one =>
                    _counts.Look(one, () => report.GlanceAsync(one.Id), IsOver(one, now) ? Hour : TimeSpan.Zero, _one)
            );
        var counting = Task.WhenAll(looks.Values.Select(look => look.Counting));
        await Task.WhenAny(counting, Task.Delay(Patience, time));
        if (counting.IsCompleted)
            await counting;
        var listed = new List<ListedCampaign>();
        foreach (var one in all)
            listed.Add(
                new ListedCampaign(one, looks.GetValueOrDefault(one.Id)?.Last?.Count, await waits.ReadAsync(one, now))
            );
        return listed;
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Nothing comes of it any more.</summary>
    private bool IsOver(Campaign campaign, DateTimeOffset now) =>
        campaign.IsOver && campaign.EndedAt + options.ActivatedWithin < now;
}
