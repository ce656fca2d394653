using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Moves a campaign's recipients into the outbox, each once: one host at a time holds the lease on a campaign, and
/// every turn is one transaction that holds it.</summary>
/// <param name="sender">What campaigns leave from; null for the first of our numbers.</param>
/// <param name="optOuts">A phone that never texted may be one that was erased, and had opted out.</param>
public sealed class FeedStore(
    IDatabase database,
    CampaignPaceOptions options,
    string? sender,
    OptOutKey? optOuts = null
)
{
    private readonly FedTexts _texts = new(sender, optOuts ?? new OptOutKey(key: null));
    private readonly TurnLooks _looks = new(options);

    private const string Standing = """
        select coalesce(sum(case when state = 'sending' then 0 else 1 end), 0) as waiting,
               coalesce(sum(case when state = 'sending' then 1 else 0 end), 0) as sending,
               (select count(*) from outbound_messages
                where campaign_id = @Id and state = 'sent' and passed_on_at is null and sent_at > @sentSince) as at_carrier
        from outbound_messages
        where campaign_id = @Id and state in ('queued', 'claimed', 'retry', 'sending')
        """;

    /// <summary>One turn: as many recipients as are owed and fit.</summary>
    /// <param name="token">This host's.</param>
    /// <param name="zones">Those whose day it is; null for all.</param>
    public Task<FeedResult> FeedAsync(
        Campaign campaign,
        string token,
        double owed,
        IReadOnlyCollection<int>? zones,
        CampaignWords words,
        DateTimeOffset now
    ) =>
        database.WriteAsync<FeedResult>(async session =>
        {
            if (!await FeedLeases.HoldAsync(session, campaign.Id, token, now))
                return new FeedResult.NotOurs();
            var standing = await StandingAsync(session, campaign.Id, now);
            var most = FeedRules.Release(owed, campaign.PerSecond, standing);
            var (texts, dropped, due) =
                campaign.Kind == CampaignKind.Reminder
                    ? await SeriesFeed.FeedAsync(
                        session,
                        campaign.Id,
                        most,
                        zones,
                        words,
                        due: (zone, room) => SeriesTurns.DueAsync(session, _looks.Of(campaign, zone, room, now)),
                        add: turn => _texts.AddAsync(session, campaign, turn, words, now),
                        now
                    )
                    : new SeriesFed(0, 0, null);
            var zone = await FirstTurns.NextZoneAsync(session, campaign.Id, after: null);
            var anybody = zone is not null;
            while (zone is { } one && texts < most && texts + dropped < FeedRules.MostAtOnce)
            {
                var room = Math.Min(most - texts, FeedRules.MostAtOnce - texts - dropped);
                var turns =
                    zones?.Contains(one) == false
                        ? []
                        : await FirstTurns.DueAsync(session, _looks.Of(campaign, one, room, now));
                foreach (var turn in turns)
                    if (turn.Reason is not null)
                        dropped += await FirstTurns.DropAsync(session, turn);
                    else
                        texts += await _texts.AddAsync(session, campaign, turn, words, now);
                if (turns.Count < room)
                    zone = await FirstTurns.NextZoneAsync(session, campaign.Id, after: one);
            }
            if (texts > 0)
                await FeedDay.CountAsync(session, texts, now);
            if (anybody || texts + dropped + standing.Waiting + standing.Sending > 0)
                return new FeedResult.Fed(texts, dropped);
            if (due is { } until)
                return new FeedResult.Resting(until);
            await FeedLeases.EndAsync(session, campaign.Id, token, now);
            return new FeedResult.Done();
        });

    private async Task<FeedStanding> StandingAsync(Session session, long campaign, DateTimeOffset now)
    {
        var row = (
            await session.FirstAsync<StandingRow>(
                Standing,
                new { Id = campaign, sentSince = now - FeedRules.AtCarrier }
            )
        )!;
        var left = options.SendsPerDay - await FeedDay.TakenAsync(session, now);
        return new FeedStanding(row.Waiting, row.Sending, row.AtCarrier, left);
    }

    private sealed class StandingRow
    {
        public int Waiting { get; init; }
        public int Sending { get; init; }
        public int AtCarrier { get; init; }
    }
}
