using System.Runtime.CompilerServices;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>How many of a list stand where.</summary>
/// <param name="State">Null for rows without a phone of their own.</param>
public sealed record AudienceCount(RecipientState? State, string? Reason, int Count)
{
    /// <summary>What it is about in one of them, in words; null where the reason says all.</summary>
    public string? Example { get; init; }
}

/// <summary>A row that is not texted.</summary>
/// <param name="Value">What stood there: for those who have one, their phone.</param>
public sealed class LeftOutLine
{
    public long Id { get; init; }
    public int Line { get; init; }
    public string? Value { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>What of the row the reason is about, in words; null where the reason says all.</summary>
    public string? About { get; init; }
}

/// <summary>Somebody whose text is still to come.</summary>
/// <param name="Zones">See <see cref="Zones.TimeZones"/>.</param>
public sealed record WaitingRecipient(long Id, int Line, string Phone, int Zones, Addressee Addressee);

/// <summary>What stands on a campaign's list; a long one is read in parts, in flat memory.</summary>
public sealed class AudienceQuery(IDatabase database, long campaign)
{
    private const int RowsInOneSelect = 2000;

    public async Task<IReadOnlyList<AudienceCount>> CountsAsync()
    {
        var (people, rows) = await database.ReadAsync(async session =>
            (
                await session.QueryAsync<Counted>(
                    """
                    select state, reason, min(about) as about, count(*) as number from campaign_recipients
                    where campaign_id = @campaign group by state, reason order by state, reason
                    """,
                    new { campaign }
                ),
                await session.QueryAsync<Counted>(
                    """
                    select reason, count(*) as number from campaign_left_out
                    where campaign_id = @campaign group by reason order by reason
                    """,
                    new { campaign }
                )
            )
        );
        return
        [
            .. people
                .Concat(rows)
                .Select(row => new AudienceCount(row.State, row.Reason, row.Number) { Example = row.About }),
        ];
    }

    /// <summary>First the rows without a phone of their own, then those who have one, each in the order of the list.</summary>
    public async IAsyncEnumerable<LeftOutLine> LeftOutAsync([EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var row in PagesAsync(RowsAsync, row => row.Line, after: -1, stopping))
            yield return row;
        await foreach (var row in PagesAsync(PeopleAsync, row => row.Id, await BeforeFirstAsync(), stopping))
            yield return row;
    }

    /// <summary>In the order of the list.</summary>
    public async IAsyncEnumerable<WaitingRecipient> WaitingAsync([EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var row in PagesAsync(WaitingAsync, row => row.Id, await BeforeFirstAsync(), stopping))
            yield return Recipient(row);
    }

    private static WaitingRecipient Recipient(WaitingRow row) =>
        new(
            row.Id,
            row.Line,
            row.Phone,
            row.Zones,
            Addressee.Of(row.Name, row.Language, row.Country, row.Card, row.Fields) with
            {
                UserName = row.UserName,
            }
        );

    /// <summary>Those of the list among some, in its order.</summary>
    /// <param name="ids">A few.</param>
    public async Task<IReadOnlyList<WaitingRecipient>> AmongAsync(IReadOnlyList<long> ids) =>
        [
            .. (
                await database.ReadAsync(session =>
                    session.QueryAsync<WaitingRow>(
                        """
                        select id, line, phone, country, zones, name, language, card, fields from campaign_recipients
                        where id in @ids and campaign_id = @campaign order by id
                        """,
                        new { campaign, ids }
                    )
                )
            ).Select(Recipient),
        ];

    private static async IAsyncEnumerable<T> PagesAsync<T>(
        Func<long, Task<IReadOnlyList<T>>> page,
        Func<T, long> place,
        long after,
        [EnumeratorCancellation] CancellationToken stopping
    )
    {
        while (!stopping.IsCancellationRequested)
        {
            var rows = await page(after);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < RowsInOneSelect)
                yield break;
            after = place(rows[^1]);
        }
    }

    /// <summary>So that SQLite need not look through the lists before this one.</summary>
    private Task<long> BeforeFirstAsync() =>
        database.ReadAsync(session =>
            session.ScalarAsync<long>(
                "select coalesce(min(id), 1) - 1 from campaign_recipients where campaign_id = @campaign",
                new { campaign }
            )
        );

    private Task<IReadOnlyList<LeftOutLine>> RowsAsync(long after) =>
        database.ReadAsync(session =>
            session.QueryAsync<LeftOutLine>(
                $"""
                select line, value, reason from campaign_left_out
                where campaign_id = @campaign and line > @after order by line{session.Dialect.First("@rows")}
                """,
                Part(after)
            )
        );

    private Task<IReadOnlyList<LeftOutLine>> PeopleAsync(long after) =>
        database.ReadAsync(session =>
            session.QueryAsync<LeftOutLine>(
                $"""
                select id, line, phone as value, reason, about from campaign_recipients
                where id > @after and campaign_id + 0 = @campaign and state = 'LeftOut'
                order by id{session.Dialect.First("@rows")}
                """,
                Part(after)
            )
        );

    private Task<IReadOnlyList<WaitingRow>> WaitingAsync(long after) =>
        database.ReadAsync(session =>
            session.QueryAsync<WaitingRow>(
                $"""
                select r.id, r.line, r.phone, r.country, r.zones, r.name, r.language, r.card, r.fields,
                    case when (select g.kind from campaigns g where g.id = @campaign) = 'Credentials' then coalesce(
                        (select m.username from members m where m.phone = r.phone and m.closed_at is null),
                        (select u.name from user_names u where u.phone = r.phone)) end as user_name
                from campaign_recipients r
                where r.id > @after and r.campaign_id + 0 = @campaign and r.state = 'Waiting'
                order by r.id{session.Dialect.First("@rows")}
                """,
                Part(after)
            )
        );

    private object Part(long after) =>
        new
        {
            campaign,
            after,
            rows = RowsInOneSelect,
        };

    private sealed class Counted
    {
        public RecipientState? State { get; init; }
        public string? Reason { get; init; }
        public string? About { get; init; }
        public int Number { get; init; }
    }

    private sealed class WaitingRow
    {
        public long Id { get; init; }
        public int Line { get; init; }
        public string Phone { get; init; } = "";
        public string? Country { get; init; }
        public int Zones { get; init; }
        public string? Name { get; init; }
        public string? Language { get; init; }
        public string? Card { get; init; }
        public string? Fields { get; init; }
        public string? UserName { get; init; }
    }
}
