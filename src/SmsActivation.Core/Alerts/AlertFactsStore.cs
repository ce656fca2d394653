using System.Globalization;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Needs;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Alerts;

/// <summary>Gathers what the rules look at. Each look reads an index's end or a bounded number of the newest rows, however
/// large the tables are.</summary>
public sealed class AlertFactsStore(IDatabase database, SendDayStore days, AlertOptions options)
{
    /// <summary>The newest rows that a look goes through at most.</summary>
    private const int Newest = 5000;
    private const int Weeks = 4;
    private const int RedactionTries = 10;

    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan TriesOf = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UnknownFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DeadSince = TimeSpan.FromDays(7);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan UsualLasts = TimeSpan.FromMinutes(5);

    private Usual? _usual;

    public async Task<AlertFacts> GatherAsync(DateTimeOffset now)
    {
        // What is usual changes slowly, and is the dearest to ask.
        if (_usual is not { } usual || (now - usual.At).Duration() >= UsualLasts)
            _usual = usual = await database.ReadAsync(session => UsualAsync(session, now));
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var taken = await days.TakenAsync(day);
        var facts = await database.ReadAsync(session => GatherAsync(session, now));
        return facts with
        {
            TextsInPastWeeks = usual.Texts,
            UsualOutcomes = usual.Outcomes,
            Day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            SendsTaken = taken,
            Ceiling = days.Ceiling,
        };
    }

    private async Task<AlertFacts> GatherAsync(Session session, DateTimeOffset now)
    {
        var left = await LeftAsync(session, now);
        var ended = await EndedAsync(session, now);
        return new AlertFacts
        {
            Now = now,
            Texts = await TextsAsync(session, now - options.SilenceWindow, now.AddDays(1)),
            Outcomes = await OutcomesAsync(session, now),
            Ended = ended.Ended,
            EndedBadly = ended.Badly,
            OldestText = await session.ScalarAsync<DateTimeOffset?>(
                $"""
                select received_at from inbound_messages where done_at is null
                order by id {session.Dialect.First("@one")}
                """,
                new { one = 1 }
            ),
            OldestReply = await session.ScalarAsync<DateTimeOffset?>(
                "select min(due_at) from outbound_messages where state in ('queued', 'retry') and due_at <= @now",
                new { now }
            ),
            UnknownSends = left.Old,
            LeftToPerson = left.ToPerson,
            DeadTexts = await session.ScalarAsync<int>(
                $"select count(*) {NeedsSql.DeadLetters} and i.received_at >= @since",
                new { since = now - DeadSince }
            ),
            Tries = await TriesAsync(session, now),
            Hosts = await HostsAsync(session, now),
            RedactionsGivenUp = await session.ScalarAsync<int>(
                "select count(*) from send_attempts where redact_at is not null and redact_tries >= @RedactionTries",
                new { RedactionTries }
            ),
            SuspendedKeys = await session.QueryAsync<string>(
                "select name from api_keys where suspended_at is not null and revoked_at is null order by id"
            ),
            PausedCampaigns = await session.QueryAsync<string>(
                "select name from campaigns where state = 'Paused' and ended_by is null order by id"
            ),
            RestoreSince = await session.ScalarAsync<DateTimeOffset?>(
                "select min(started_at) from restores where released_at is null"
            ),
        };
    }

    private async Task<Usual> UsualAsync(Session session, DateTimeOffset now)
    {
        var texts = new List<int>();
        var outcomes = new Dictionary<string, int>();
        for (var week = 1; week <= Weeks; week++)
        {
            var then = now - week * Week;
            texts.Add(await TextsAsync(session, then - options.SilenceWindow, then));
            var around = await session.QueryAsync<CountRow>(
                """
                select outcome, count(*) as texts from activation_log
                where at >= @from and at < @to group by outcome
                """,
                new { from = then.AddMinutes(-15), to = then.AddMinutes(15) }
            );
            foreach (var row in around)
                outcomes[row.Outcome] = outcomes.GetValueOrDefault(row.Outcome) + row.Texts;
        }
        return new Usual(now, texts, outcomes);
    }

    private static Task<int> TextsAsync(Session session, DateTimeOffset from, DateTimeOffset to) =>
        session.ScalarAsync<int>(
            "select count(*) from activation_log where at >= @from and at < @to",
            new { from, to }
        );

    private static async Task<Dictionary<string, int>> OutcomesAsync(Session session, DateTimeOffset now)
    {
        var rows = await session.QueryAsync<CountRow>(
            """
            select outcome, count(*) as texts from activation_log
            where id > (select coalesce(max(id), 0) from activation_log) - @Newest and at >= @since
            group by outcome
            """,
            new { Newest, since = now - Lately }
        );
        return rows.ToDictionary(row => row.Outcome, row => row.Texts);
    }

    private static async Task<EndedRow> EndedAsync(Session session, DateTimeOffset now) =>
        (
            await session.FirstAsync<EndedRow>(
                """
                select count(*) as ended,
                       coalesce(sum(case when state in ('failed', 'undelivered') then 1 else 0 end), 0) as badly
                from outbound_messages
                where id > (select coalesce(max(id), 0) from outbound_messages) - @Newest
                    and coalesce(settled_at, sent_at) >= @since
                    and state in ('sent', 'delivered', 'failed', 'undelivered')
                """,
                new { Newest, since = now - Lately }
            )
        )!;

    private static async Task<LeftRow> LeftAsync(Session session, DateTimeOffset now) =>
        (
            await session.FirstAsync<LeftRow>(
                """
                select coalesce(sum(case when unknown_since <= @since then 1 else 0 end), 0) as old,
                       coalesce(sum(case when left_to_person is null then 0 else 1 end), 0) as to_person
                from outbound_messages where state = 'unknown' and dealt_at is null
                """,
                new { since = now - UnknownFor }
            )
        )!;

    private static Task<IReadOnlyList<CarrierTries>> TriesAsync(Session session, DateTimeOffset now) =>
        session.QueryAsync<CarrierTries>(
            """
            select coalesce(o.texted_address, '') as number, a.result, a.error_code, count(*) as tries,
                   max(a.started_at) as last_at
            from send_attempts a join outbound_messages o on o.id = a.message_id
            where a.id > (select coalesce(max(id), 0) from send_attempts) - @Newest
                and a.started_at >= @since and a.result is not null
            group by coalesce(o.texted_address, ''), a.result, a.error_code
            """,
            new { Newest, since = now - TriesOf }
        );

    private static async Task<IReadOnlyList<HostWord>> HostsAsync(Session session, DateTimeOffset now)
    {
        var rows = await session.QueryAsync<HostRow>(
            "select name, facts from hosts where seen_at > @since and facts is not null",
            new { since = now - HostStore.Silence }
        );
        return
        [
            .. rows.Select(row => (row.Name, Facts: HostFacts.Read(row.Facts)))
                .Where(row => row.Facts is not null)
                .Select(row => new HostWord(row.Name, row.Facts!)),
        ];
    }

    private sealed record Usual(DateTimeOffset At, IReadOnlyList<int> Texts, IReadOnlyDictionary<string, int> Outcomes);

    private sealed class CountRow
    {
        public string Outcome { get; init; } = "";
        public int Texts { get; init; }
    }

    private sealed class EndedRow
    {
        public int Ended { get; init; }
        public int Badly { get; init; }
    }

    private sealed class LeftRow
    {
        public int Old { get; init; }
        public int ToPerson { get; init; }
    }

    private sealed class HostRow
    {
        public string Name { get; init; } = "";
        public string Facts { get; init; } = "";
    }
}
