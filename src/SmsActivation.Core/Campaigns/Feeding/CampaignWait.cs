using SmsActivation.Core.Campaigns.Zones;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Why a campaign that runs sends nothing at this moment.</summary>
public enum WaitReason
{
    /// <summary>It is night for all whose turn it is.</summary>
    Night,

    /// <summary>The day's texts of all campaigns are used up.</summary>
    Ceiling,

    /// <summary>Of a series: nobody's next text is due.</summary>
    NextText,
}

/// <summary>A campaign that runs waits.</summary>
/// <param name="Until">About when it goes on; null where nobody's day ever opens.</param>
/// <param name="Opens">Whose morning that is; null where it is nobody's.</param>
public sealed record CampaignWait(WaitReason Reason, DateTimeOffset? Until, ZoneMorning? Opens)
{
    /// <summary>Null when it need not wait.</summary>
    /// <param name="leftToday">Of the ceiling of this UTC day.</param>
    public static CampaignWait? Of(Campaign campaign, DueTexts due, int leftToday, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(due);
        var zones = due.Zones;
        if (zones.Count == 0)
            return due.Next is { } next ? new CampaignWait(WaitReason.NextText, next, Opens: null) : null;
        var open = TimeZones.AllowedAt(now, campaign.DayFrom, campaign.DayUntil);
        if (leftToday > 0 && zones.Any(open.Contains))
            return null;
        var reason = leftToday > 0 ? WaitReason.Night : WaitReason.Ceiling;
        var from = leftToday > 0 ? now : new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        if (TimeZones.AllowedAt(from, campaign.DayFrom, campaign.DayUntil) is var then && zones.Any(then.Contains))
            return new CampaignWait(reason, from, Opens: null);
        var morning = zones
            .Select(zone => TimeZones.NextMorning(zone, from, campaign.DayFrom, campaign.DayUntil))
            .OfType<ZoneMorning>()
            .MinBy(one => one.At);
        return new CampaignWait(reason, morning?.At, morning);
    }
}

/// <summary>Whose texts are due.</summary>
/// <param name="Zones">The codes of <see cref="TimeZones"/> in which somebody's is.</param>
/// <param name="Next">Of a series: when the first of those is that are not due yet.</param>
public sealed record DueTexts(IReadOnlyCollection<int> Zones, DateTimeOffset? Next = null);
