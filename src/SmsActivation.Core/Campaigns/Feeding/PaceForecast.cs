using SmsActivation.Core.Campaigns.Zones;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>About how long a campaign takes.</summary>
/// <param name="EndsAt">Null where it does not end in the days that were looked at, or nobody can be texted.</param>
/// <param name="Sending">Of that time, so long texts leave.</param>
/// <param name="Never">So many whose day the window never opens for.</param>
/// <param name="CeilingHolds">Whether the ceiling of a day makes it wait for the next.</param>
public sealed record PaceForecast(DateTimeOffset? EndsAt, TimeSpan Sending, int Never, bool CeilingHolds)
{
    // Local times and windows move by quarters of an hour at the least, nearly always.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private const int DaysLookedAt = 120;

    /// <summary>Goes quarter by quarter of an hour as the feeder goes: whoever's day it is, at the pace, within the day's
    /// ceiling. What the carrier and other campaigns do is not known here.</summary>
    /// <param name="waiting">How many there are of each code of <see cref="TimeZones"/>.</param>
    /// <param name="leftToday">Of the ceiling of this UTC day.</param>
    public static PaceForecast Of(
        IReadOnlyDictionary<int, int> waiting,
        Campaign campaign,
        int perDay,
        int leftToday,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var open = TimeZones.OpenWithinADay(now, campaign.DayFrom, campaign.DayUntil);
        var left = waiting.Where(zone => open.Contains(zone.Key)).ToDictionary();
        var never = waiting.Values.Sum() - left.Values.Sum();
        var (sending, ceiling) = (TimeSpan.Zero, false);
        var (day, today) = (now.UtcDateTime.Date, Math.Max(0, leftToday));
        if (left.Count == 0)
            return new PaceForecast(EndsAt: null, sending, never, ceiling);
        for (var at = now; at < now.AddDays(DaysLookedAt); at += Step)
        {
            if (at.UtcDateTime.Date != day)
                (day, today) = (at.UtcDateTime.Date, perDay);
            var allowed = TimeZones.AllowedAt(at, campaign.DayFrom, campaign.DayUntil);
            var most = (int)Math.Min(int.MaxValue, campaign.PerSecond * Step.TotalSeconds);
            var room = Math.Min(most, today);
            var sent = 0;
            foreach (var zone in allowed)
            {
                var some = Math.Min(left.GetValueOrDefault(zone), room - sent);
                if (some <= 0)
                    continue;
                sent += some;
                left[zone] -= some;
            }
            today -= sent;
            ceiling |= sent == room && room < most && left.Values.Sum() > 0;
            var took = TimeSpan.FromSeconds((double)sent / campaign.PerSecond);
            sending += took;
            if (left.Values.Sum() == 0)
                return new PaceForecast(at + took, sending, never, ceiling);
        }
        return new PaceForecast(EndsAt: null, sending, never, ceiling);
    }
}
