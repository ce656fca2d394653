using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Figures;

/// <summary>The log, counted by hour and outcome once and for all, up to a mark that moves along behind the newest row.
/// Whoever asks adds the rows behind the mark, so each row counts exactly once at any moment: the mark and the sums move in
/// one transaction.
/// <para>The mark is an id and not a time, for a row's <c>at</c> is older than its commit, by a host's own clock, which may
/// be off or be set back: by times, a late row would fall into an hour that was counted without it. By ids it cannot, if
/// all below the mark have ended. On SQLite they have, as soon as one is seen: ids are drawn by the one writer. On SQL
/// Server a transaction may hold an id for longer than its successor does; so the mark only goes to an id that was seen
/// long ago, by the steady clock of the host that counts.</para></summary>
public sealed class LogHours(IDatabase database)
{
    internal const string Name = "hours";
    private const int MostAtOnce = 50_000;

    /// <summary>The newest id of the log that can be seen now.</summary>
    public Task<long> NewestAsync() =>
        database.ReadAsync(session =>
            session.ScalarAsync<long>("select coalesce(max(id), 0) from activation_log")
        );

    /// <summary>Counts the next rows, at most 50,000 and none above <paramref name="upTo"/>: that one, and all below, must
    /// have ended. False when there is nothing left to count.</summary>
    public async Task<bool> CountAsync(long upTo)
    {
        // Read apart from the write, which others wait for: a row's outcome and time never change.
        var (mark, last, counts) = await database.ReadAsync(async session =>
        {
            var from = await MarkAsync(session);
            var to = Math.Min(upTo, from + MostAtOnce);
            return (from, to, to <= from ? [] : await CountAsync(session, from, to));
        });
        if (last <= mark)
            return false;
        await database.WriteAsync(async session =>
        {
            if (!await MoveMarkAsync(session, mark, last))
                return session.Undo(false);
            foreach (var count in counts)
                await AddAsync(session, count);
            return true;
        });
        return true;
    }

    private static Task<long> MarkAsync(Session session) =>
        session.ScalarAsync<long>(
            "select coalesce(max(up_to), 0) from log_marks where name = @Name",
            new { Name }
        );

    private static Task<IReadOnlyList<OutcomeCount>> CountAsync(Session session, long from, long to) =>
        session.QueryAsync<OutcomeCount>(
            """
            select substring(cast(at as nvarchar(30)), 1, 13) as since, outcome, count(*) as texts
            from activation_log where id > @from and id <= @to
            group by substring(cast(at as nvarchar(30)), 1, 13), outcome
            """,
            new { from, to }
        );

    /// <summary>False when another host moved it meanwhile.</summary>
    private static async Task<bool> MoveMarkAsync(Session session, long from, long to)
    {
        var mark = new
        {
            Name,
            from,
            to,
        };
        return await session.ExecuteAsync(
                "update log_marks set up_to = @to where name = @Name and up_to = @from",
                mark
            ) > 0
            || (
                from == 0
                && await session.TryInsertAsync("insert into log_marks (name, up_to) values (@Name, @to)", mark)
            );
    }

    private static async Task AddAsync(Session session, OutcomeCount count)
    {
        var row = new
        {
            hour = OutcomeCount.Hour(count.When),
            count.Outcome,
            count.Texts,
        };
        var added = await session.ExecuteAsync(
            "update log_hours set texts = texts + @Texts where hour = @hour and outcome = @Outcome",
            row
        );
        if (added == 0)
            await session.ExecuteAsync(
                "insert into log_hours (hour, outcome, texts) values (@hour, @Outcome, @Texts)",
                row
            );
    }
}
