using SmsActivation.Core.Alerts;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Needs;

/// <summary>Everything that waits for a person. Each kind is found by an index that holds nothing else, so that it costs
/// what there is to do and not what was ever done.</summary>
public sealed class NeedsQuery(IDatabase database, AlertStore alerts)
{
    /// <summary>Of each kind so many at most: nobody reads more, and the oldest come first.</summary>
    public const int MostOfAKind = 200;

    /// <summary>A count goes no further.</summary>
    public const int MostCounted = 1000;

    /// <summary>Most urgent first. Alerts that somebody looks after are among them.</summary>
    public async Task<IReadOnlyList<Need>> ListAsync()
    {
        var standing = await StandingAsync();
        return await database.ReadAsync(async session =>
            NeedRules.InOrder([
                .. await AlertsAsync(session, standing),
                .. await LossReportsAsync(session),
                .. await DeadLettersAsync(session),
                .. await UndeliveredAsync(session),
                .. await UnsettledAsync(session),
                .. await HeldCardsAsync(session),
            ])
        );
    }

    /// <summary>How many there are that nobody looks after, for the badge on every page; of each kind counted up to
    /// <see cref="MostCounted"/>.</summary>
    public async Task<int> CountAsync()
    {
        var standing = await StandingAsync();
        var others = await database.ReadAsync(session =>
        {
            var most = session.Dialect.First("@most");
            return session.ScalarAsync<int>(
                $"""
                select (select count(*) from (select l.id {NeedsSql.LossReports} order by l.id {most}) a)
                    + (select count(*) from (select i.id {NeedsSql.DeadLetters} order by i.id {most}) b)
                    + (select count(*) from (select o.id {NeedsSql.Undelivered} order by o.id {most}) c)
                    + (select count(*) from (select o.id {NeedsSql.Unsettled} order by o.id {most}) d)
                    + (select count(*) from (select c.id {NeedsSql.HeldCards} order by c.held_at {most}) e)
                """,
                new { most = MostCounted }
            );
        });
        return standing.Count(alert => alert.AcknowledgedAt is null) + others;
    }

    private async Task<IReadOnlyList<StandingAlert>> StandingAsync() =>
        [.. (await alerts.StandingAsync()).Where(alert => !alert.IsOver)];

    private static async Task<IEnumerable<Need>> AlertsAsync(Session session, IReadOnlyList<StandingAlert> standing)
    {
        var numbers = standing
            .Where(alert => alert.Kind == AlertKind.CardTriedByMany)
            .Select(alert => alert.Subject)
            .Take(MostOfAKind)
            .ToList();
        var cards = new Dictionary<string, long>(StringComparer.Ordinal);
        if (numbers.Count > 0)
            foreach (
                var card in await session.QueryAsync<CardRow>(
                    "select id, number from cards where number in @numbers",
                    new { numbers }
                )
            )
                cards[card.Number] = card.Id;
        return standing.Select(alert => new Need
        {
            Kind = NeedKind.Alert,
            Id = alert.Id,
            Since = alert.RaisedAt,
            Alert = alert,
            CardId = cards.TryGetValue(alert.Subject, out var id) ? id : null,
        });
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
                           (o.channel = 'sms' and v.sms_keyword_at > o.created_at)
                           or (o.channel = 'whatsapp' and v.whatsapp_keyword_at > o.created_at)))
                       -- a STOP to another number of ours stops other texts than this one
                       and not exists (
                           select 1 from opt_outs s
                           where s.phone = o.sender and s.channel = o.channel and s.ended_at is null
                               and (s.ours = '' or s.ours = o.texted_address))
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
            };
    }

    private sealed class CardRow
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
    }
}
