using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>What a turn of a series came to, behind its first text.</summary>
/// <param name="Ended">So many get no more.</param>
/// <param name="Next">When to look for the next; null where nobody waits for one.</param>
internal sealed record SeriesFed(int Texts, int Ended, DateTimeOffset? Next);

/// <summary>The texts of a series behind the first. They go before anybody new has theirs: whoever was begun with keeps the
/// gaps.</summary>
internal static class SeriesFeed
{
    /// <param name="most">Texts.</param>
    /// <param name="zones">Those whose day it is; null for all.</param>
    /// <param name="due">So many at most of a zone, whose day it is, who are due.</param>
    /// <param name="add">Puts their text into the outbox.</param>
    public static async Task<SeriesFed> FeedAsync(
        Session session,
        long campaign,
        int most,
        IReadOnlyCollection<int>? zones,
        CampaignWords words,
        Func<int, int, Task<IReadOnlyList<TurnRow>>> due,
        Func<TurnRow, Task<int>> add,
        DateTimeOffset now
    )
    {
        var (texts, ended, looked) = (0, 0, 0);
        DateTimeOffset? next = null;
        for (
            int? after = null;
            await SeriesTurns.NextZoneAsync(session, campaign, after) is { } zone;
            after = zone.Zones
        )
        {
            var isDay = zones?.Contains(zone.Zones) != false;
            var look =
                zone.DueAt > now ? zone.DueAt
                : isDay ? now
                : now + FeedRules.LookAgain;
            next = next < look ? next : look;
            if (zone.DueAt > now || !isDay)
                continue;
            // Whoever is ended or put off takes nobody's turn, and is not found again.
            int room;
            while ((room = Math.Min(most - texts, FeedRules.MostAtOnce - looked)) > 0)
            {
                var turns = await due(zone.Zones, room);
                looked += turns.Count;
                foreach (var turn in turns)
                    switch (Decide(turn, words, now))
                    {
                        case NextText.Now:
                            texts += await add(turn);
                            break;
                        case NextText.At later:
                            await SeriesTurns.PutOffAsync(session, turn.Id, later.Due);
                            break;
                        case NextText.Never never:
                            ended += await SeriesTurns.EndAsync(session, turn.Id, never.Reason);
                            break;
                    }
                if (turns.Count < room)
                    break;
            }
            if (texts >= most || looked >= FeedRules.MostAtOnce)
                break;
        }
        return new SeriesFed(texts, ended, next);
    }

    private static NextText Decide(TurnRow turn, CampaignWords words, DateTimeOffset now) =>
        turn.Reason is { } reason
            ? new NextText.Never(reason)
            : SeriesRules.Next(turn.Before, words.GapAfter(turn.Step - 1)!.Value, now);
}
