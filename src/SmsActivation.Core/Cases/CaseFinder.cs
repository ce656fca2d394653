using SmsActivation.Core.Activation;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>What a person typed to find a case, read: each part that fits is looked for.</summary>
public sealed record CaseAsked
{
    public PhoneFilter? Phone { get; init; }

    /// <summary>A whole number, normalised.</summary>
    public string? Card { get; init; }

    /// <summary>The last signs of a number, letters and digits only.</summary>
    public string? CardEnding { get; init; }

    /// <summary>The carrier's name of a text, theirs or ours.</summary>
    public string? Sid { get; init; }
}

/// <summary>A case that fits what was typed.</summary>
/// <param name="Number">The phone or the card, in full: mask it.</param>
/// <param name="LastAt">When the newest text was decided; null where none was.</param>
public sealed record CaseHit(CaseKey Key, string Number, DateTimeOffset? LastAt, string? LastOutcome)
{
    public bool IsCard => Key.By is CaseBy.Card or CaseBy.LogCard;
}

/// <summary>Finds cases by what a customer can say of theirs.</summary>
public sealed class CaseFinder(IDatabase database)
{
    /// <summary>More than these are not shown: ask for more digits.</summary>
    public const int MostHits = 20;

    private const int MostLookedAt = 200;

    /// <summary>The newest first, at most <see cref="MostHits"/> and one, which says that there are more.</summary>
    public Task<IReadOnlyList<CaseHit>> FindAsync(CaseAsked asked) =>
        database.ReadAsync(async session =>
        {
            var hits = new List<CaseHit>();
            if (asked.Sid is { } sid)
                hits.AddRange(await BySidAsync(session, sid));
            if (asked.Phone is { } phone)
                hits.AddRange(await PhonesAsync(session, phone));
            if (asked.Card is { } card)
                hits.AddRange(await CardsAsync(session, [card]));
            else if (asked.CardEnding is { } ending)
                hits.AddRange(await CardsAsync(session, await NumbersAsync(session, ending)));
            return (IReadOnlyList<CaseHit>)
                [.. hits.DistinctBy(hit => hit.Key).OrderByDescending(hit => hit.LastAt).Take(MostHits + 1)];
        });

    private static async Task<IEnumerable<CaseHit>> PhonesAsync(Session session, PhoneFilter phone)
    {
        var parameters = new
        {
            phone.Phones,
            anyPhone = "%" + phone.Ending,
            orPhone = "%" + phone.OrEnding,
            most = MostLookedAt,
        };
        // Whoever texted has a conversation; who was made a member otherwise may have none.
        var senders = await session.QueryAsync<string>(
            $"""
            select sender from conversations where {Fits("sender", phone)}
            order by sender {session.Dialect.First("@most")}
            """,
            parameters
        );
        var members = await session.QueryAsync<string>(
            $"""
            select phone from members where closed_at is null and {Fits("phone", phone)}
            order by phone {session.Dialect.First("@most")}
            """,
            parameters
        );
        var waiting = phone.Ending is null
            ? await session.QueryAsync<string>(
                "select distinct sender from inbound_messages where sender in @Phones and done_at is null",
                parameters
            )
            : [];
        return await LastOfPhonesAsync(session, [.. senders.Concat(members).Concat(waiting).Distinct()]);
    }

    /// <summary>Every phone is looked at where an ending was given, so each look more than one counts.</summary>
    private static string Fits(string column, PhoneFilter phone) =>
        phone switch
        {
            { Ending: null } => $"{column} in @Phones",
            { OrEnding: null } => $"({column} in @Phones or {column} like @anyPhone)",
            { Ending: var ending, OrEnding: var other } when ending == other =>
                $"({column} in @Phones or {column} like @anyPhone)",
            _ => $"({column} in @Phones or {column} like @anyPhone or {column} like @orPhone)",
        };

    private static async Task<IEnumerable<CaseHit>> LastOfPhonesAsync(Session session, IReadOnlyList<string> phones)
    {
        if (phones.Count == 0)
            return [];
        var decided = await session.QueryAsync<HitRow>(
            """
            select id, phone as number, at, outcome from activation_log
            where id in (select max(id) from activation_log where phone in @phones group by phone)
            """,
            new { phones }
        );
        var rest = phones.Except(decided.Select(row => row.Number)).ToList();
        if (rest.Count == 0)
            return decided.Select(row => row.ToHit(CaseBy.Log));
        var waiting = await session.QueryAsync<HitRow>(
            """
            select max(id) as id, sender as number from inbound_messages
            where sender in @rest and done_at is null group by sender
            """,
            new { rest }
        );
        var members = await session.QueryAsync<HitRow>(
            "select id, phone as number from members where phone in @rest and closed_at is null",
            new { rest }
        );
        return
        [
            .. decided.Select(row => row.ToHit(CaseBy.Log)),
            .. waiting.Select(row => row.ToHit(CaseBy.Text)),
            .. members
                .ExceptBy(waiting.Select(row => row.Number), row => row.Number)
                .Select(row => row.ToHit(CaseBy.Member)),
        ];
    }

    /// <summary>Cards with a story first: those are what people ask about, and the log's index finds them.</summary>
    private static async Task<IReadOnlyList<string>> NumbersAsync(Session session, string ending)
    {
        var parameters = new { anyCard = "%" + ending, most = MostHits + 1 };
        var texted = await session.QueryAsync<string>(
            $"""
            select card from activation_log where card is not null and card like @anyCard
            group by card order by max(id) desc {session.Dialect.First("@most")}
            """,
            parameters
        );
        return texted.Count > 0
            ? texted
            : await session.QueryAsync<string>(
                $"select number from cards where number like @anyCard order by number {session.Dialect.First("@most")}",
                parameters
            );
    }

    private static async Task<IEnumerable<CaseHit>> CardsAsync(Session session, IReadOnlyList<string> numbers)
    {
        if (numbers.Count == 0)
            return [];
        var cards = await session.QueryAsync<HitRow>(
            "select id, number from cards where number in @numbers",
            new { numbers }
        );
        var decided = await session.QueryAsync<HitRow>(
            """
            select id, card as number, at, outcome from activation_log
            where id in (select max(id) from activation_log where card in @numbers group by card)
            """,
            new { numbers }
        );
        return
        [
            .. cards.Select(card =>
            {
                var last = decided.FirstOrDefault(row => row.Number == card.Number);
                return new CaseHit(new CaseKey(CaseBy.Card, card.Id), card.Number, last?.At, last?.Outcome);
            }),
            .. decided
                .ExceptBy(cards.Select(card => card.Number), row => row.Number)
                .Select(row => row.ToHit(CaseBy.LogCard)),
        ];
    }

    private static async Task<IEnumerable<CaseHit>> BySidAsync(Session session, string sid)
    {
        var theirs = await session.QueryAsync<HitRow>(
            """
            select i.id, i.sender as number, l.at, l.outcome
            from inbound_messages i left join activation_log l on l.inbound_id = i.id where i.sid = @sid
            """,
            new { sid }
        );
        var ours = await session.QueryAsync<HitRow>(
            """
            select l.id, l.phone as number, l.at, l.outcome
            from send_attempts a join activation_log l on l.reply_id = a.message_id where a.sid = @sid
            """,
            new { sid }
        );
        return [.. theirs.Select(row => row.ToHit(CaseBy.Text)), .. ours.Select(row => row.ToHit(CaseBy.Log))];
    }

    private sealed class HitRow
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
        public DateTimeOffset? At { get; init; }
        public string? Outcome { get; init; }

        public CaseHit ToHit(CaseBy by) => new(new CaseKey(by, Id), Number, At, Outcome);
    }
}
