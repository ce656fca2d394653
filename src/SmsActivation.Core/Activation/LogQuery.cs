using System.Runtime.CompilerServices;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Activation;

/// <summary>Looks things up in the activation log, newest first.</summary>
public sealed class LogQuery(IDatabase database)
{
    private const string Columns = """
        select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
               o.template as reply, o.state as reply_state, o.error_code as reply_error
        from activation_log l
        left join outbound_messages o on o.id = l.reply_id
        """;

    /// <summary>The newest that fit, oldest first: the last line is what happened last.</summary>
    public async Task<IReadOnlyList<LogEntry>> ListAsync(LogFilter filter) =>
        [.. (await database.ReadAsync(session => OlderAsync(session, filter, place: null))).Reverse()];

    /// <summary>The page that is next to a row, on its one side or on the other; the first page without any.</summary>
    /// <param name="before">The id of a row: what is older.</param>
    /// <param name="after">The id of a row: what is newer, next to it.</param>
    public Task<LogRows> PageAsync(LogFilter filter, long? before = null, long? after = null) =>
        database.ReadAsync(async session =>
        {
            var newest = await NewestAsync(session);
            var oneMore = filter with { Limit = filter.Limit + 1 };
            if (before is null && after is { } below && await PlaceAsync(session, below) is { } under)
            {
                var above = await NewerAsync(session, oneMore, under);
                if (above.Count > filter.Limit)
                    return new LogRows([.. above.Take(filter.Limit).Reverse()], HasNewer: true, HasOlder: true, newest);
                // Else it is the first page, filled up.
            }
            var place = before is { } id ? await PlaceAsync(session, id) : null;
            var found = await OlderAsync(session, oneMore, place);
            return new LogRows(
                [.. found.Take(filter.Limit)],
                HasNewer: place is not null,
                HasOlder: found.Count > filter.Limit,
                newest
            );
        });

    /// <summary>Just above the newest row: what is counted or read from here on is the log as it is now.</summary>
    public async Task<LogPlace> TopAsync() =>
        await database.ReadAsync(session =>
            session.FirstAsync<PlaceRow>(
                $"select at, id from activation_log order by at desc, id desc {session.Dialect.First("@one")}",
                new { one = 1 }
            )
        )
            is { } newest
            ? new LogPlace(newest.At, newest.Id + 1)
            : new LogPlace(DateTimeOffset.UnixEpoch, 0);

    /// <param name="below">Only what is older than this.</param>
    public Task<long> CountAsync(LogFilter filter, LogPlace below) =>
        database.ReadAsync(session =>
            session.ScalarAsync<long>(
                $"select count(*) from activation_log where {filter.Where()}{Beyond(below, '<')}",
                filter.Parameters(below)
            )
        );

    /// <summary>All that fit, newest first, <see cref="LogFilter.Limit"/> at a time. Each batch is a read of its own: one that
    /// lasted would keep SQLite from ever emptying its write-ahead log.</summary>
    /// <param name="below">Only what is older than this.</param>
    public async IAsyncEnumerable<IReadOnlyList<LogEntry>> BatchesAsync(
        LogFilter filter,
        LogPlace below,
        [EnumeratorCancellation] CancellationToken stopping = default
    )
    {
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            var batch = await database.ReadAsync(session => OlderAsync(session, filter, below));
            if (batch.Count > 0)
                yield return batch;
            if (batch.Count < filter.Limit)
                yield break;
            below = batch[^1].Place;
        }
    }

    /// <summary>How many that fit were written after a row, and the newest of all rows. Times are not looked at.</summary>
    public Task<LogNews> NewsAsync(LogFilter filter, long after) =>
        database.ReadAsync(async session =>
        {
            var timeless = filter with { Since = null, Until = null };
            var newest = await NewestAsync(session);
            var count = await session.ScalarAsync<long>(
                $"""
                select count(*) from activation_log
                where id > @after and id <= @newest and {timeless.Where(few: true)}
                """,
                timeless.Parameters(after: after, newest: newest)
            );
            return new LogNews(count, newest);
        });

    /// <summary>The highest id of all, and the ids of those that fit behind <paramref name="floor"/>.</summary>
    public Task<(long Highest, IReadOnlyList<long> Ids)> BehindAsync(LogFilter filter, long floor) =>
        database.ReadAsync(async session =>
        {
            var highest = await NewestAsync(session);
            var ids = await session.QueryAsync<long>(
                $"select id from activation_log where id > @after and {filter.Where(few: true)} order by id",
                filter.Parameters(after: floor)
            );
            return (highest, ids);
        });

    public Task<long> HighestAsync() => database.ReadAsync(NewestAsync);

    /// <summary>These rows, in their order; at most a few hundred.</summary>
    public Task<IReadOnlyList<LogEntry>> GetAsync(IReadOnlyCollection<long> ids) =>
        database.ReadAsync(session =>
            session.QueryAsync<LogEntry>($"{Columns} where l.id in @ids order by l.id", new { ids })
        );

    /// <summary>Null when there is no such row.</summary>
    public Task<LogEntry?> FindAsync(long id) =>
        database.ReadAsync(session => session.FirstAsync<LogEntry>($"{Columns} where l.id = @id", new { id }));

    /// <summary>The newest row of each of these phones.</summary>
    public Task<IReadOnlyList<long>> NewestOfPhonesAsync(IReadOnlyList<string> phones) =>
        database.ReadAsync(session =>
            session.QueryAsync<long>(
                "select max(id) from activation_log where phone in @phones group by phone",
                new { phones }
            )
        );

    public Task<long?> NewestOfCardAsync(string card) =>
        database.ReadAsync(session =>
            session.ScalarAsync<long?>("select max(id) from activation_log where card = @card", new { card })
        );

    private static Task<long> NewestAsync(Session session) =>
        session.ScalarAsync<long>("select coalesce(max(id), 0) from activation_log");

    private static async Task<LogPlace?> PlaceAsync(Session session, long id) =>
        await session.FirstAsync<PlaceRow>("select at, id from activation_log where id = @id", new { id }) is { } row
            ? new LogPlace(row.At, row.Id)
            : null;

    private static Task<IReadOnlyList<LogEntry>> OlderAsync(Session session, LogFilter filter, LogPlace? place) =>
        session.QueryAsync<LogEntry>(
            $"""
            {Columns}
            where l.id in (
                select id from activation_log
                where {filter.Where()}{Beyond(place, '<')}
                order by at desc, id desc {session.Dialect.First("@Limit")})
            order by l.at desc, l.id desc
            """,
            filter.Parameters(place)
        );

    /// <summary>The nearest first.</summary>
    private static Task<IReadOnlyList<LogEntry>> NewerAsync(Session session, LogFilter filter, LogPlace place) =>
        session.QueryAsync<LogEntry>(
            $"""
            {Columns}
            where l.id in (
                select id from activation_log
                where {filter.Where()}{Beyond(place, '>')}
                order by at, id {session.Dialect.First("@Limit")})
            order by l.at, l.id
            """,
            filter.Parameters(place)
        );

    /// <summary>The first condition is the second's, in a form that an index can begin at.</summary>
    private static string Beyond(LogPlace? place, char sign) =>
        place is null ? "" : $" and at {sign}= @placeAt and (at {sign} @placeAt or id {sign} @placeId)";

    private sealed class PlaceRow
    {
        public DateTimeOffset At { get; init; }
        public long Id { get; init; }
    }
}

/// <summary>Some rows, newest first.</summary>
/// <param name="Newest">The id of the log's newest row when this was read, whether it fits or not.</param>
public sealed record LogRows(IReadOnlyList<LogEntry> Rows, bool HasNewer, bool HasOlder, long Newest);

public sealed record LogNews(long Count, long Newest);
