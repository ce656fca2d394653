using SmsActivation.Core.ApiKeys;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Privacy;

/// <summary>Empties what had its time, oldest first. Rows stay, for their SIDs and for the sums. How far it came is a
/// mark for each kind, so that a pass reads nothing twice and no index is kept for it.</summary>
public sealed class RetentionStore(IDatabase database, RetentionOptions options)
{
    internal const int MostAtOnce = 500;

    /// <summary>One transaction of at most 500 rows; answers how many there were, 0 when none is due.</summary>
    public Task<int> ClearAsync(Retained kind, DateTimeOffset now) =>
        kind switch
        {
            Retained.SignInTries => ClearTriesAsync(now),
            Retained.CampaignPhones => ClearListsAsync(now),
            Retained.CampaignLeftOut => ClearLeftOutAsync(now),
            Retained.UserNames => ClearUserNamesAsync(now),
            _ => ClearRowsAsync(kind, now),
        };

    /// <summary>Their rows are used again, so no mark tells the old ones. Whoever was locked out and has not tried for as
    /// long begins anew.</summary>
    private Task<int> ClearTriesAsync(DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                $"""
                delete from sign_in_tries where scope in (
                    select scope from sign_in_tries where since <= @until
                    order by since {session.Dialect.First("@most")})
                """,
                new { until = now - Keep(Retained.SignInTries), most = MostAtOnce }
            )
        );

    /// <summary>By campaign: lists come to their end in another order than their rows. Whoever was never texted in all that
    /// time is not texted by such a list any more.</summary>
    private Task<int> ClearListsAsync(DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            // Campaign by campaign, each by its index: a list may be long, and others wait for the database.
            var campaign = await session.ScalarAsync<long?>(
                $"""
                select min(g.id) from campaigns g
                where {ListIsOld} and exists (
                    select 1 from campaign_recipients r
                    where r.campaign_id = g.id and r.phone < 'cleared:')   -- as a number begins
                """,
                ListParameters(now)
            );
            if (campaign is null)
                return 0;
            var due = await session.QueryAsync<long>(
                $"""
                select id from campaign_recipients where campaign_id = @campaign and phone < 'cleared:'
                order by phone {session.Dialect.First("@most")}
                """,
                new { campaign, most = MostAtOnce }
            );
            if (due.Count == 0)
                return 0;
            await CampaignTraces.KeepResultsAsync(session, due);
            return await session.ExecuteAsync(
                """
                update campaign_recipients set
                    phone = concat('cleared:', id), name = null, card = null, fields = null, about = null,
                    reason = case when state = 'Waiting' then 'TooOld' else reason end,
                    state = case when state = 'Waiting' then 'Dropped' else state end
                where id in @due
                """,
                new { due }
            );
        });

    /// <summary>Rows of a list that nobody could be texted by: they are known by their line.</summary>
    private Task<int> ClearLeftOutAsync(DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var due = await session.QueryAsync<LeftOutRow>(
                $"""
                select l.campaign_id, l.line from campaigns g join campaign_left_out l on l.campaign_id = g.id
                where {ListIsOld} order by l.campaign_id, l.line {session.Dialect.First("@most")}
                """,
                ListParameters(now)
            );
            if (due.Count == 0)
                return 0;
            var last = due.Last(row => row.CampaignId == due[0].CampaignId);
            return await session.ExecuteAsync(
                "delete from campaign_left_out where campaign_id = @CampaignId and line <= @Line",
                last
            );
        });

    /// <summary>Those of phones that stand on no list any more, and have no member.</summary>
    private async Task<int> ClearUserNamesAsync(DateTimeOffset now)
    {
        // Looked for beside the writer: most old names are those of phones that are listed still.
        var due = await database.ReadAsync(session =>
            session.QueryAsync<string>(
                $"""
                select u.phone from user_names u where u.given_at <= @until and {IsOnNoList}
                order by u.given_at {session.Dialect.First("@most")}
                """,
                ListParameters(now)
            )
        );
        return due.Count == 0
            ? 0
            : await database.WriteAsync(session =>
                session.ExecuteAsync(
                    $"""
                    delete from user_names where phone in (
                        select u.phone from user_names u where u.phone in @due and {IsOnNoList})
                    """,
                    new { due }
                )
            );
    }

    // Campaign by campaign: else SQLite reads all lists for each name.
    private const string IsOnNoList = """
        not exists (
            select 1 from campaigns g where exists (
                select 1 from campaign_recipients r where r.campaign_id = g.id and r.phone = u.phone))
        """;

    private const string ListIsOld = "coalesce(g.ended_at, g.loaded_at) <= @until and g.state <> 'Running'";

    private object ListParameters(DateTimeOffset now) =>
        new { until = now - Keep(Retained.CampaignPhones), most = MostAtOnce };

    private Task<int> ClearRowsAsync(Retained kind, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var mark = await MarkAsync(session, kind);
            var oldest = await session.QueryAsync<Row>(
                Oldest(kind) + session.Dialect.First("@most"),
                new { mark, most = MostAtOnce }
            );
            // Not past one that is unfinished, or too young by a clock that was set back: it would never be looked at
            // again.
            var until = now - Keep(kind);
            var due = oldest.TakeWhile(row => row.Finished && row.At <= until).ToList();
            if (due.Count == 0)
                return 0;
            var last = due[^1].Id;
            if (kind == Retained.Sessions)
                await CampaignTraces.KeepSignInsAsync(session, mark, last);
            await session.ExecuteAsync(Clear(kind), new { mark, last });
            return await MoveMarkAsync(session, kind, mark, last) ? due.Count : session.Undo(0);
        });

    private TimeSpan Keep(Retained kind) =>
        kind switch
        {
            Retained.InboundBodies or Retained.SentTexts => options.Bodies,
            Retained.InboundPhones
            or Retained.OutboundPhones
            or Retained.LogRows
            or Retained.Sessions
            or Retained.StaffSessions
            or Retained.StaffActs
            or Retained.CampaignPhones
            or Retained.CampaignLeftOut
            or Retained.UserNames
            or Retained.Events => options.Events,
            Retained.Passwords or Retained.SignInTries => options.Passwords,
            Retained.IdempotencyKeys => IdempotencyStore.KeptFor,
        };

    private static string Oldest(Retained kind) =>
        kind switch
        {
            Retained.InboundBodies or Retained.InboundPhones => """
                select id, received_at as at, case when done_at is null then 0 else 1 end as finished
                from inbound_messages where id > @mark order by id
                """,
            Retained.OutboundPhones => """
                select o.id, o.created_at as at,
                       case when o.state in ('sent', 'delivered', 'undelivered', 'failed')
                           or o.left_to_person is not null then 1 else 0 end as finished
                from outbound_messages o where o.id > @mark order by o.id
                """,
            Retained.SentTexts => """
                select a.id, a.started_at as at,
                       case when o.state in ('sent', 'delivered', 'undelivered', 'failed')
                           or o.left_to_person is not null then 1 else 0 end as finished
                from send_attempts a join outbound_messages o on o.id = a.message_id
                where a.id > @mark order by a.id
                """,
            Retained.LogRows => "select id, at, 1 as finished from activation_log where id > @mark order by id",
            Retained.Passwords => """
                select id, expires_at as at, 1 as finished from temporary_passwords where id > @mark order by id
                """,
            Retained.Sessions => """
                select id, expires_at as at, 1 as finished from account_sessions where id > @mark order by id
                """,
            Retained.StaffSessions => """
                select id, expires_at as at, 1 as finished from staff_sessions where id > @mark order by id
                """,
            Retained.StaffActs => "select id, at, 1 as finished from staff_acts where id > @mark order by id",
            Retained.IdempotencyKeys =>
                "select id, created_at as at, 1 as finished from idempotency_keys where id > @mark order by id",
            // Even one that was never told: its receiver is no target any more.
            Retained.Events => "select id, at, 1 as finished from events where id > @mark order by id",
            Retained.SignInTries or Retained.CampaignPhones or Retained.CampaignLeftOut or Retained.UserNames =>
                throw Marked(kind),
        };

    private static string Clear(Retained kind) =>
        kind switch
        {
            Retained.InboundBodies => "update inbound_messages set body = '' where id > @mark and id <= @last",
            Retained.InboundPhones =>
                "update inbound_messages set sender = '', from_address = '' where id > @mark and id <= @last",
            Retained.OutboundPhones => """
                update outbound_messages set sender = '', to_address = '', card = null, words = null
                where id > @mark and id <= @last
                """,
            Retained.SentTexts => "update send_attempts set text = '' where id > @mark and id <= @last",
            // An activation's row stays whole: it says why this phone has this card.
            Retained.LogRows => """
                update activation_log set phone = '', card = null, facts = '{}'
                where id > @mark and id <= @last and outcome <> 'Activated'
                """,
            Retained.Passwords => "delete from temporary_passwords where id > @mark and id <= @last",
            Retained.Sessions => "delete from account_sessions where id > @mark and id <= @last",
            Retained.StaffSessions => "delete from staff_sessions where id > @mark and id <= @last",
            // Who did what and why stays; to whom goes with the rest of them.
            Retained.StaffActs => "update staff_acts set phone = null, card = null where id > @mark and id <= @last",
            Retained.IdempotencyKeys => "delete from idempotency_keys where id > @mark and id <= @last",
            Retained.Events => "delete from events where id > @mark and id <= @last",
            Retained.SignInTries or Retained.CampaignPhones or Retained.CampaignLeftOut or Retained.UserNames =>
                throw Marked(kind),
        };

    private static InvalidOperationException Marked(Retained kind) => new($"{kind} are not cleared by a mark.");

    private static Task<long> MarkAsync(Session session, Retained kind) =>
        session.ScalarAsync<long>(
            "select coalesce(max(up_to), 0) from retention_marks where name = @name",
            new { name = kind.ToString() }
        );

    /// <summary>False when another instance moved it meanwhile.</summary>
    private static async Task<bool> MoveMarkAsync(Session session, Retained kind, long from, long to)
    {
        // What is deleted needs no mark, and its ids may be given out again.
        if (
            kind
            is Retained.Passwords
                or Retained.Sessions
                or Retained.StaffSessions
                or Retained.Events
                or Retained.IdempotencyKeys
        )
            return true;
        var mark = new
        {
            name = kind.ToString(),
            from,
            to,
        };
        return await session.ExecuteAsync(
                "update retention_marks set up_to = @to where name = @name and up_to = @from",
                mark
            ) > 0
            || await session.TryInsertAsync("insert into retention_marks (name, up_to) values (@name, @to)", mark);
    }

    private sealed class LeftOutRow
    {
        public long CampaignId { get; init; }
        public int Line { get; init; }
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public DateTimeOffset At { get; init; }
        public bool Finished { get; init; }
    }
}
