using SmsActivation.Core.Campaigns.Zones;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>How many of a campaign's recipients may have their turn now. The outbox holds half a second of a campaign, and
/// the carrier five: what has left us cannot be stopped any more.</summary>
public static class FeedRules
{
    /// <summary>At most so many in one transaction, for others wait for the database.</summary>
    public const int MostAtOnce = 250;

    /// <summary>A campaign may have so many seconds of its texts at the carrier.</summary>
    public const int SecondsAtCarrier = 5;

    /// <summary>A text that the carrier has not passed on for so long is held by something other than its queue.</summary>
    public static readonly TimeSpan AtCarrier = TimeSpan.FromSeconds(60);

    /// <summary>A text that has waited so long in the outbox goes back to the list, where its recipient is looked at
    /// anew.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);

    /// <summary>Where nobody's next text is due the clock of the day, or a person, may change that within so long.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>What a pause is decided on.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(5);

    /// <summary>When a text that is written now has lost its sense: with its validity, or before that with the day of its
    /// recipient.</summary>
    public static DateTimeOffset ValidUntil(Campaign campaign, int zones, DateTimeOffset now)
    {
        var valid = now.AddSeconds(campaign.ValidSeconds);
        return TimeZones.NextEvening(zones, now, campaign.DayFrom, campaign.DayUntil) is { } evening && evening < valid
            ? evening
            : valid;
    }

    /// <summary>So many texts may be made up for at once, those in the outbox among them: half a second of ten is a twentieth,
    /// which is how far ten seconds may be from the pace.</summary>
    public static double MostBehind(int perSecond) => Math.Max(1, perSecond / 2.0);

    /// <summary>What is owed by the clock, however long nobody fed; and a text that is begun to be owed, for at a slow pace
    /// no turn falls on the moment when one is due.</summary>
    public static double Owed(double before, TimeSpan elapsed, int perSecond) =>
        Math.Min(MostBehind(perSecond) + 1, before + (elapsed.TotalSeconds * perSecond));

    /// <summary>What is still owed after a turn. What found no room is not: it stands behind texts that leave late
    /// already.</summary>
    public static double Left(double owed, int texts, int dropped) =>
        texts + dropped >= MostAtOnce ? owed - texts : Math.Min(1, owed - texts);

    public static int Release(double owed, int perSecond, FeedStanding standing)
    {
        var room = (int)MostBehind(perSecond) - standing.Waiting;
        var atCarrier = (SecondsAtCarrier * perSecond) - standing.Waiting - standing.Sending - standing.AtCarrier;
        var most = Math.Min(Math.Min(room, atCarrier), Math.Min(standing.LeftToday, MostAtOnce));
        return Math.Clamp((int)owed, 0, Math.Max(0, most));
    }

    /// <summary>Why a campaign pauses by itself; null when it goes on.</summary>
    public static string? WhyPause(FeedTroubles troubles, CampaignPaceOptions options)
    {
        if (IsTooMuch(troubles.Failed, options.PauseAtFailurePercent))
            return $"{Percent(troubles.Failed)}% of the last {troubles.Ended} texts failed or did not arrive";
        return IsTooMuch(troubles.Stopped, options.PauseAtOptOutPercent)
            ? $"{Percent(troubles.Stopped)}% of the last {troubles.Ended} texts were answered by STOP"
            : null;

        bool IsTooMuch(int count, int percent) =>
            count >= options.PauseFrom && (long)count * 100 >= (long)troubles.Ended * percent;

        int Percent(int count) => count * 100 / Math.Max(1, troubles.Ended);
    }
}

/// <summary>What stands of a campaign.</summary>
/// <param name="Waiting">In the outbox, and not begun.</param>
/// <param name="Sending">Under way to the carrier.</param>
/// <param name="AtCarrier">Taken by the carrier a moment ago, and not passed on yet.</param>
/// <param name="LeftToday">Of the day's texts of all campaigns.</param>
public sealed record FeedStanding(int Waiting, int Sending, int AtCarrier, int LeftToday);

/// <summary>What came of a campaign's texts of the last minutes.</summary>
public sealed class FeedTroubles
{
    /// <summary>Those that left.</summary>
    public int Ended { get; init; }

    /// <summary>Of them, those that failed or did not arrive.</summary>
    public int Failed { get; init; }

    /// <summary>Of them, those to phones that have opted out since.</summary>
    public int Stopped { get; init; }
}
