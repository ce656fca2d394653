using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards.Jobs;

/// <summary>A job that is about to begin.</summary>
/// <param name="OfAll">Bytes of its file, or about how many cards.</param>
public sealed record NewCardJob(CardJobKind Kind, string? Batch, string? FileName, string? Reason, long OfAll);

/// <summary>The jobs on cards: begun with a line in the book, followed while they run, kept with what came of them.</summary>
public sealed class CardJobStore(IDatabase database)
{
    private const string Columns = """
        select id, kind, batch, file_name, staff_name, reason, host, begun_at, seen_at, stop_asked_at, ended_at, result,
               told, done, of_all, rows_read, rows_new, rows_changed, rows_unchanged, rows_rejected
        from card_jobs
        """;

    public Task<CardJob> BeginAsync(NewCardJob job, Actor by, string host, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var id = await session.ScalarAsync<long>(
                session.Dialect.InsertForId(
                    """
                    insert into card_jobs
                        (kind, batch, file_name, staff_name, reason, host, begun_at, seen_at, done, of_all,
                         rows_read, rows_new, rows_changed, rows_unchanged, rows_rejected)
                    values (@kind, @Batch, @FileName, @Name, @Reason, @host, @now, @now, 0, @OfAll, 0, 0, 0, 0, 0)
                    """
                ),
                new
                {
                    kind = job.Kind.ToString(),
                    job.Batch,
                    job.FileName,
                    by.Name,
                    job.Reason,
                    host,
                    now,
                    job.OfAll,
                }
            );
            if (ActOf(job.Kind) is { } kind)
                await StaffActs.WriteAsync(
                    session,
                    new StaffAct(by, kind, Reason: job.Reason) { Detail = Detail(job, id) },
                    now
                );
            return new CardJob
            {
                Id = id,
                Kind = job.Kind,
                Batch = job.Batch,
                FileName = job.FileName,
                StaffName = by.Name,
                Reason = job.Reason,
                Host = host,
                BegunAt = now,
                SeenAt = now,
                Sums = new CardJobSums(0, job.OfAll),
            };
        });

    /// <summary>Says that its host is at it, and how far an import is. True when somebody asked it to stop.</summary>
    public Task<bool> BeatAsync(long id, CardJobSums? sums, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                """
                update card_jobs set
                    seen_at = @now, done = coalesce(@Done, done), of_all = coalesce(@OfAll, of_all),
                    rows_read = coalesce(@Read, rows_read)
                where id = @id and ended_at is null
                """,
                new
                {
                    id,
                    now,
                    sums?.Done,
                    sums?.OfAll,
                    sums?.Read,
                }
            );
            return await session.ScalarAsync<long>(
                    "select count(*) from card_jobs where id = @id and stop_asked_at is not null",
                    new { id }
                ) > 0;
        });

    /// <param name="sums">Of an import; what a withdrawal did was counted as it was done.</param>
    public Task<bool> EndAsync(long id, CardJobResult result, string? told, CardJobSums? sums, DateTimeOffset now) =>
        database.WriteAsync(async session =>
            await session.ExecuteAsync(
                """
                update card_jobs set
                    ended_at = @now, seen_at = @now, result = @result, told = @told,
                    done = coalesce(@Done, done), rows_read = coalesce(@Read, rows_read),
                    rows_new = coalesce(@New, rows_new), rows_changed = coalesce(@Changed, rows_changed),
                    rows_unchanged = coalesce(@Unchanged, rows_unchanged),
                    rows_rejected = coalesce(@Rejected, rows_rejected)
                where id = @id and ended_at is null
                """,
                new
                {
                    id,
                    now,
                    result = result.ToString(),
                    told,
                    sums?.Done,
                    sums?.Read,
                    sums?.New,
                    sums?.Changed,
                    sums?.Unchanged,
                    sums?.Rejected,
                }
            ) > 0
        );

    /// <summary>False when it has ended, or somebody asked before.</summary>
    public Task<bool> AskToStopAsync(long id, DateTimeOffset now) =>
        database.WriteAsync(async session =>
            await session.ExecuteAsync(
                "update card_jobs set stop_asked_at = @now where id = @id and ended_at is null and stop_asked_at is null",
                new { id, now }
            ) > 0
        );

    /// <summary>A host that is alone on its database and has just started runs none: those that look as if they ran were
    /// its predecessor's.</summary>
    public Task<int> LoseAllAsync() =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                "update card_jobs set seen_at = @longAgo where ended_at is null",
                new { longAgo = DateTimeOffset.UnixEpoch }
            )
        );

    public async Task<CardJob?> FindAsync(long id)
    {
        var row = await database.ReadAsync(session =>
            session.FirstAsync<CardJobRow>($"{Columns} where id = @id", new { id })
        );
        return row?.Job();
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<CardJob>> LatestAsync(int most)
    {
        var rows = await database.ReadAsync(session =>
            session.QueryAsync<CardJobRow>($"{Columns} order by id desc {session.Dialect.First("@most")}", new { most })
        );
        return [.. rows.Select(row => row.Job())];
    }

    /// <summary>In the transaction that did it.</summary>
    internal static Task<int> CountAsync(Session session, long id, int cards, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            update card_jobs set done = done + @cards, rows_changed = rows_changed + @cards, seen_at = @now where id = @id
            """,
            new
            {
                id,
                cards,
                now,
            }
        );

    /// <summary>Null for what changes nothing.</summary>
    private static StaffActKind? ActOf(CardJobKind kind) =>
        kind switch
        {
            CardJobKind.Import => StaffActKind.CardsImported,
            CardJobKind.DryRun => null,
            CardJobKind.Withdraw => StaffActKind.BatchWithdrawn,
            CardJobKind.BringBack => StaffActKind.BatchBroughtBack,
        };

    private static string Detail(NewCardJob job, long id) =>
        string.Join(
            ", ",
            new[] { job.FileName, job.Batch is { } batch ? $"batch {batch}" : null, $"job {id}" }.OfType<string>()
        );
}
