using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Needs;

/// <summary>Everything that waits for a person. Each kind is found by an index that holds nothing else, so that it costs
/// what there is to do and not what was ever done.</summary>
public sealed class NeedsQuery(IDatabase database)
{
    /// <summary>Of each kind so many at most: nobody reads more, and the oldest come first.</summary>
    public const int MostOfAKind = 200;

    /// <summary>A count goes no further.</summary>
    public const int MostCounted = 1000;

    /// <summary>An alert that was not raised again for so long is over.</summary>
    private static readonly TimeSpan AlertStands = TimeSpan.FromDays(1);
    private const int LatestAlerts = 200;

    /// <summary>Most urgent first.</summary>
    public Task<IReadOnlyList<Need>> ListAsync(DateTimeOffset now) =>
        database.ReadAsync(async session =>
            NeedRules.InOrder([
                .. await AlertsAsync(session, now),
                .. await LossReportsAsync(session),
                .. await DeadLettersAsync(session),
                .. await UndeliveredAsync(session),
                .. await UnsettledAsync(session),
                .. await HeldCardsAsync(session),
            ])
        );

    /// <summary>How many there are, for the badge on every page; of each kind counted up to <see cref="MostCounted"/>.</summary>
    public Task<int> CountAsync(DateTimeOffset now) =>
        database.ReadAsync(async session =>
        {
            var alerts = await AlertsAsync(session, now);
            var most = session.Dialect.First("@most");
            var others = await session.ScalarAsync<int>(
                $"""
                select (select count(*) from (select l.id {NeedsSql.LossReports} order by l.id {most}) a)
                    + (select count(*) from (select i.id {NeedsSql.DeadLetters} order by i.id {most}) b)
                    + (select count(*) from (select o.id {NeedsSql.Undelivered} order by o.id {most}) c)
                    + (select count(*) from (select o.id {NeedsSql.Unsettled} order by o.id {most}) d)
                    + (select count(*) from (select c.id {NeedsSql.HeldCards} order by c.held_at {most}) e)
                """,
                new { most = MostCounted }
            );
            return alerts.Count + others;
        });

    /// <summary>Each subject once, as of when it was last raised.</summary>
    private static async Task<IReadOnlyList<Need>> AlertsAsync(Session session, DateTimeOffset now)
    {
        // No index by time: the ids grow with it.
        var rows = await session.QueryAsync<Row>(
            $"""
            select a.id, a.raised_at as since, a.kind as word, a.subject, c.id as card_id
            from alerts a left join cards c on c.number = a.subject
            order by a.id desc {session.Dialect.First("@most")}
            """,
            new { most = LatestAlerts }
        );
        return
        [
            .. rows.Where(row => row.Since > now - AlertStands)
                .DistinctBy(row => (row.Word, row.Subject))
                .Select(row => row.As(NeedKind.Alert)),
        ];
    }

    private static Task<IEnumerable<Need>> LossReportsAsync(Session session) =>
        FindAsync(
            session,
            NeedKind.LossReport,
            $"""
            select i.id, l.at as since, l.phone, l.card {NeedsSql.LossReports}
            order by l.id {session.Dialect.First("@most")}
            """
        );

    private static Task<IEnumerable<Need>> DeadLettersAsync(Session session) =>
        FindAsync(
            session,
            NeedKind.DeadLetter,
            $"""
            select i.id, i.received_at as since, i.sender as phone {NeedsSql.DeadLetters}
            order by i.id {session.Dialect.First("@most")}
            """
        );

    private static Task<IEnumerable<Need>> UndeliveredAsync(Session session) =>
        FindAsync(
            session,
            NeedKind.UndeliveredWelcome,
            $"""
            select o.id, coalesce(o.settled_at, o.created_at) as since, o.sender as phone, o.card, o.error as word,
                   o.error_code,
                   case when exists (
                       select 1 from conversations v
                       where v.sender = o.sender and (
                           (o.channel = 'sms' and v.sms_opted_out_at is null and v.sms_keyword_at > o.created_at)
                           or (o.channel = 'whatsapp' and v.whatsapp_opted_out_at is null
                               and v.whatsapp_keyword_at > o.created_at)))
                   then 1 else 0 end as started_since
            {NeedsSql.Undelivered}
            order by o.id {session.Dialect.First("@most")}
            """
        );

    private static Task<IEnumerable<Need>> UnsettledAsync(Session session) =>
        FindAsync(
            session,
            NeedKind.UnsettledSend,
            $"""
            select o.id, coalesce(o.unknown_since, o.created_at) as since, o.sender as phone, o.card,
                   o.left_to_person as word
            {NeedsSql.Unsettled}
            order by o.id {session.Dialect.First("@most")}
            """
        );

    private static Task<IEnumerable<Need>> HeldCardsAsync(Session session) =>
        FindAsync(
            session,
            NeedKind.HeldCard,
            $"""
            select c.id, c.held_at as since, c.number as card, c.held_reason as word {NeedsSql.HeldCards}
            order by c.held_at {session.Dialect.First("@most")}
            """
        );

    private static async Task<IEnumerable<Need>> FindAsync(Session session, NeedKind kind, string select) =>
        (await session.QueryAsync<Row>(select, new { most = MostOfAKind })).Select(row => row.As(kind));

    private sealed class Row
    {
        public long Id { get; init; }
        public DateTimeOffset Since { get; init; }
        public string? Phone { get; init; }
        public string? Card { get; init; }
        public string? Word { get; init; }
        public int? ErrorCode { get; init; }
        public bool StartedSince { get; init; }
        public string? Subject { get; init; }
        public long? CardId { get; init; }

        public Need As(NeedKind kind) =>
            new()
            {
                Kind = kind,
                Id = Id,
                Since = Since,
                Phone = Phone,
                Card = Card,
                Word = Word,
                ErrorCode = ErrorCode,
                StartedSince = StartedSince,
                Subject = Subject,
                CardId = CardId,
            };
    }
}
