using System.Globalization;
using SmsActivation.Core.Campaigns.Credentials;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
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
    private readonly OptOutKey _optOuts = optOuts ?? new OptOutKey(key: null);
    private readonly TurnLooks _looks = new(options);

    /// <summary>A host that died is followed by another so soon.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>Until when a host that knows no steps finds a reminder in another's hands: it would take those between two
    /// texts for done, and end it.</summary>
    internal static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Standing = """
        select coalesce(sum(case when state = 'sending' then 0 else 1 end), 0) as waiting,
               coalesce(sum(case when state = 'sending' then 1 else 0 end), 0) as sending,
               (select count(*) from outbound_messages
                where campaign_id = @Id and state = 'sent' and passed_on_at is null and sent_at > @sentSince) as at_carrier
        from outbound_messages
        where campaign_id = @Id and state in ('queued', 'claimed', 'retry', 'sending')
        """;

    public Task<IReadOnlyList<Campaign>> RunningAsync() =>
        database.ReadAsync(session =>
            session.QueryAsync<Campaign>(
                $"select {CampaignStore.Columns} from campaigns where state = 'Running' order by id"
            )
        );

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
            if (!await HoldAsync(session, campaign.Id, token, now))
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
                        add: turn => AddAsync(session, campaign, turn, words, now),
                        now
                    )
                    : new SeriesFed(0, 0, null);
            var zone = await NextZoneAsync(session, campaign.Id, after: null);
            var anybody = zone is not null;
            while (zone is { } one && texts < most && texts + dropped < FeedRules.MostAtOnce)
            {
                var room = Math.Min(most - texts, FeedRules.MostAtOnce - texts - dropped);
                var turns = zones?.Contains(one) == false ? [] : await TurnsAsync(session, campaign, one, room, now);
                foreach (var turn in turns)
                    if (turn.Reason is not null)
                        dropped += await DropAsync(session, turn);
                    else
                        texts += await AddAsync(session, campaign, turn, words, now);
                if (turns.Count < room)
                    zone = await NextZoneAsync(session, campaign.Id, after: one);
            }
            if (texts > 0)
                await CountAsync(session, texts, now);
            if (anybody || texts + dropped + standing.Waiting + standing.Sending > 0)
                return new FeedResult.Fed(texts, dropped);
            if (due is { } until)
                return new FeedResult.Resting(until);
            await session.ExecuteAsync(
                """
                update campaigns set state = 'Done', ended_at = @now, feed_token = null, feed_until = null
                where id = @Id and state = 'Running' and feed_token = @token
                """,
                new
                {
                    campaign.Id,
                    token,
                    now,
                }
            );
            return new FeedResult.Done();
        });

    /// <summary>For a host that is alone on its database: its predecessor feeds nothing any more. A list that a verb loads
    /// beside it goes on.</summary>
    public Task<int> TakeBackAllAsync() =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update campaigns set
                    feed_token = null, turn_until = null,
                    feed_until = case when kind = 'Reminder' then feed_until else null end
                where state = 'Running' and feed_token is not null
                """
            )
        );

    /// <summary>At a stop: another host need not wait for the lease to run out.</summary>
    public Task<int> LeaveAsync(string token) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update campaigns set
                    feed_token = null, turn_until = null,
                    feed_until = case when kind = 'Reminder' then feed_until else null end
                where state = 'Running' and feed_token = @token
                """,
                new { token }
            )
        );

    /// <summary>Texts that nobody has begun go back to the list where their campaign runs no more, or where they have waited
    /// for so long that their recipient must be looked at anew. How many.</summary>
    public async Task<int> TidyAsync(DateTimeOffset now)
    {
        // Looked for beside the writer, for there is seldom any; each is taken back only as it is found then.
        var left = await database.ReadAsync(session =>
            session.QueryAsync<LeftRow>(
                $"""
                select o.id, g.state from outbound_messages o join campaigns g on g.id = o.campaign_id
                where o.state in ('queued', 'retry') and o.priority = {SendPriority.Campaign}
                    and (g.state <> 'Running' or o.created_at <= @staleSince)
                """,
                new { staleSince = now - FeedRules.Stale }
            )
        );
        return left.Count == 0
            ? 0
            : await database.WriteAsync(async session =>
            {
                var back = 0;
                foreach (var row in left)
                    back += await TakeBackAsync(session, row.Id, row.State == nameof(CampaignState.Stopped));
                return back;
            });
    }

    /// <summary>A text that surely is not at the carrier: its recipient waits again. Its row stays and never leaves.</summary>
    internal static async Task<int> TakeBackAsync(Session session, long text, bool stopped)
    {
        // First the text: another host may be claiming it.
        var taken = await session.ExecuteAsync(
            """
            update outbound_messages set state = 'failed', error = @error
            where id = @text and state in ('queued', 'retry')
            """,
            new { text, error = stopped ? "campaign stopped" : "back on the campaign's list" }
        );
        if (taken == 0)
            return 0;
        if (await SeriesTurns.StepBackAsync(session, text) > 0)
            return 1;
        return await session.ExecuteAsync(
            """
            update campaign_recipients set state = 'Waiting', outbound_id = null, fed_at = null, due_at = null
            where outbound_id = @text and state = 'Fed'
            """,
            new { text }
        );
    }

    private static async Task<bool> HoldAsync(Session session, long campaign, string token, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            update campaigns set
                feed_token = @token, turn_until = @until,
                feed_until = case when kind = 'Reminder' then @Never else @until end
            where id = @campaign and state = 'Running'
                and (feed_token = @token or feed_until is null or feed_until <= @now
                    or (kind = 'Reminder' and (turn_until is null or turn_until <= @now)))
            """,
            new
            {
                campaign,
                token,
                now,
                until = now + Lease,
                Never,
            }
        ) > 0;

    private async Task<FeedStanding> StandingAsync(Session session, long campaign, DateTimeOffset now)
    {
        var row = (
            await session.FirstAsync<StandingRow>(
                Standing,
                new { Id = campaign, sentSince = now - FeedRules.AtCarrier }
            )
        )!;
        // Two campaigns take of one day.
        var taken = await session.ScalarAsync<int?>(
            $"select taken from send_days{session.Dialect.Alone} where day = @day",
            new { day = Day(now) }
        );
        return new FeedStanding(row.Waiting, row.Sending, row.AtCarrier, options.SendsPerDay - (taken ?? 0));
    }

    /// <summary>Zone by zone, for so the index gives whose turn it is, however many wait for their day.</summary>
    internal static Task<int?> NextZoneAsync(Session session, long campaign, int? after) =>
        session.ScalarAsync<int?>(
            """
            select min(zones) from campaign_recipients
            where campaign_id = @campaign and state = 'Waiting' and zones > @after
            """,
            new { campaign, after = after ?? int.MinValue }
        );

    /// <summary>The next of a zone, each looked at as they are now, and held so until the commit.</summary>
    private Task<IReadOnlyList<TurnRow>> TurnsAsync(
        Session session,
        Campaign campaign,
        int zone,
        int most,
        DateTimeOffset now
    ) =>
        session.QueryAsync<TurnRow>(
            $"""
            select r.id, r.phone, r.country, r.name, r.language, r.card, r.fields,
                   case when r.step > 1 then r.step else 1 end as step,
                   {TurnLooks.Reason} as reason
            from campaign_recipients r{session.Dialect.Locked}
                left join conversations c{session.Dialect.Locked} on c.sender = r.phone
            where r.campaign_id = @Id and r.state = 'Waiting' and r.zones = @zone
            order by r.id {session.Dialect.First("@most")}
            """,
            _looks.Of(campaign, zone, most, now)
        );

    private static Task<int> DropAsync(Session session, TurnRow turn) =>
        session.ExecuteAsync(
            "update campaign_recipients set state = 'Dropped', reason = @Reason where id = @Id and state = 'Waiting'",
            new { turn.Id, turn.Reason }
        );

    private async Task<int> AddAsync(
        Session session,
        Campaign campaign,
        TurnRow turn,
        CampaignWords words,
        DateTimeOffset now
    )
    {
        // Where it takes up an opt-out the text is not claimed, and their next turn drops them.
        await Conversations.EnsureAsync(session, _optOuts, turn.Phone, now);
        var (said, member) =
            campaign.Kind == CampaignKind.Credentials
                ? await CredentialsText.WriteAsync(session, turn, words, now)
                : (words.At(turn.Step).Write(turn.Addressee), (long?)null);
        var text = await session.ScalarAsync<long>(
            session.Dialect.InsertForId(
                """
                insert into outbound_messages
                    (sender, channel, to_address, texted_address, template, language, member_id, holds_password,
                     campaign, campaign_id, campaign_step, state, priority, due_at, created_at, words, segments)
                values (@Phone, @channel, @Phone, @sender, @template, @Language, @member, @holdsPassword,
                        1, @campaign, @Step, 'queued', @priority, @now, @now, @words, @segments)
                """
            ),
            new
            {
                turn.Phone,
                channel = Channel.Sms.Word(),
                sender,
                template = nameof(ReplyTemplate.Campaign),
                said.Language,
                member,
                holdsPassword = member is not null,
                campaign = campaign.Id,
                turn.Step,
                priority = SendPriority.Campaign,
                words = said.Text,
                segments = CampaignWords.SegmentsOf(said),
                now,
            }
        );
        if (campaign.Kind == CampaignKind.Reminder)
            await SeriesTurns.RememberAsync(session, turn, text, now);
        return await session.ExecuteAsync(
            """
            update campaign_recipients set state = 'Fed', outbound_id = @text, fed_at = @now, step = @Step, due_at = @dueAt
            where id = @Id and (state = 'Waiting' or (state = 'Fed' and step = @Step - 1 and due_at is not null))
            """,
            new
            {
                turn.Id,
                text,
                now,
                turn.Step,
                dueAt = now + words.GapAfter(turn.Step),
            }
        );
    }

    private static async Task CountAsync(Session session, int texts, DateTimeOffset now)
    {
        var day = Day(now);
        var counted = await session.ExecuteAsync(
            "update send_days set taken = taken + @texts where day = @day",
            new { day, texts }
        );
        if (counted == 0)
            await session.ExecuteAsync("insert into send_days (day, taken) values (@day, @texts)", new { day, texts });
    }

    /// <summary>Beside the replies' day, and as long.</summary>
    internal static string Day(DateTimeOffset now) =>
        now.UtcDateTime.ToString("'c-'yyyyMMdd", CultureInfo.InvariantCulture);

    private sealed class StandingRow
    {
        public int Waiting { get; init; }
        public int Sending { get; init; }
        public int AtCarrier { get; init; }
    }

    private sealed class LeftRow
    {
        public long Id { get; init; }
        public string State { get; init; } = "";
    }
}
