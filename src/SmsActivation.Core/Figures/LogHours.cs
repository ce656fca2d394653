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
    private const int ReadAtOnce = 50_000;

    /// <summary>Older hours are shown to nobody, so the first count of a log that is there already leaves them out.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(9);

    /// <summary>The newest id of the log that can be seen now.</summary>
    public Task<long> NewestAsync() =>
        database.ReadAsync(session => session.ScalarAsync<long>("select coalesce(max(id), 0) from activation_log"));

    /// <summary>Counts all rows up to <paramref name="upTo"/>: that one, and all below, must have ended. False when there was
    /// nothing left to count, or another host was faster.</summary>
    public async Task<bool> CountAsync(long upTo, DateTimeOffset now)
    {
        var mark = await database.ReadAsync(MarkAsync);
        var from = mark ?? await BeforeKeptAsync(upTo, now);
        if (mark is not null && upTo <= mark)
            return false;
        // Read apart from the write, which others wait for: a row's outcome and time never change. Written in one, so that
        // nobody who asks meanwhile has a long way from the mark.
        var sums = new Dictionary<(string Hour, string Outcome), int>();
        for (var at = from; at < upTo; at += ReadAtOnce)
        {
            var to = Math.Min(upTo, at + ReadAtOnce);
            foreach (var count in await database.ReadAsync(session => CountAsync(session, at, to)))
            {
                var key = (OutcomeCount.Hour(count.When), count.Outcome);
                sums[key] = sums.GetValueOrDefault(key) + count.Texts;
            }
        }
        return await database.WriteAsync(async session =>
        {
            if (!await MoveMarkAsync(session, mark, upTo))
                return session.Undo(false);
            foreach (var ((hour, outcome), texts) in sums)
                await AddAsync(session, hour, outcome, texts);
            return true;
        });
    }

    /// <summary>Null when nothing was counted yet.</summary>
    internal static Task<long?> MarkAsync(Session session) =>
        session.ScalarAsync<long?>("select up_to from log_marks where name = @Name", new { Name });

    /// <summary>The last id before the first row that is still shown.</summary>
    private Task<long> BeforeKeptAsync(long upTo, DateTimeOffset now) =>
        database.ReadAsync(async session =>
            await session.ScalarAsync<long?>(
                "select min(id) from activation_log where at >= @since",
                new { since = now - Kept }
            )
                is { } first
                ? Math.Min(first - 1, upTo)
                : upTo
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
    private static async Task<bool> MoveMarkAsync(Session session, long? from, long to)
    {
        var mark = new
        {
            Name,
            from,
            to,
        };
        return from is null
            ? await session.TryInsertAsync("insert into log_marks (name, up_to) values (@Name, @to)", mark)
            : await session.ExecuteAsync("update log_marks set up_to = @to where name = @Name and up_to = @from", mark)
                > 0;
    }

    private static async Task AddAsync(Session session, string hour, string outcome, int texts)
    {
        var row = new
        {
            hour,
            outcome,
            texts,
        };
        var added = await session.ExecuteAsync(
            "update log_hours set texts = texts + @texts where hour = @hour and outcome = @outcome",
            row
        );
        if (added == 0)
            await session.ExecuteAsync(
                "insert into log_hours (hour, outcome, texts) values (@hour, @outcome, @texts)",
                row
            );
    }
}
