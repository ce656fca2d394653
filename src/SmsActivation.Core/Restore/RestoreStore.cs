using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Restore;

/// <summary>A database that was put back, while its texts are held.</summary>
/// <param name="From">What it holds is as of then, or newer.</param>
/// <param name="StartedAt">The first start on it: nobody else has sent for it since.</param>
public sealed record OpenRestore(DateTimeOffset From, DateTimeOffset StartedAt);

/// <summary>What a restore still waits for; nothing leaves before all of it is zero and its time has come.</summary>
/// <param name="NotBefore">The carrier's list shows by then all that was sent before the first start.</param>
/// <param name="Swept">The inbound texts up to the first start were fetched.</param>
/// <param name="Texts">Texts from before the first start that wait for their decision.</param>
/// <param name="Replies">Replies that were not looked up yet.</param>
public sealed record RestoreProgress(DateTimeOffset NotBefore, bool Swept, long Texts, long Replies)
{
    /// <summary>All replies that the predecessor may have sent are there: now they can be told apart.</summary>
    public bool IsGathered(DateTimeOffset now) => Swept && Texts == 0 && now >= NotBefore;
}

/// <summary>Marks that a database was put back, and when its texts may leave again.</summary>
public sealed class RestoreStore(IDatabase database, OutboxOptions options)
{
    /// <summary>The fact that a copy holds, lest it is served by mistake as if nothing had happened since.</summary>
    public const string Copied = "copied_at";

    /// <summary>Older than any text that a restored reply could belong to, and less than the carrier keeps.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(30);

    /// <summary>What keeps a reply queued until it was looked up; one to a text that came after the first start could not
    /// have been sent by anybody else. With @startedAt.</summary>
    internal const string IsHeld = """
        o.state in ('queued', 'retry') and (o.looked_up_at is null or o.looked_up_at < @startedAt)
        and coalesce((
            select min(i.received_at) from activation_log l join inbound_messages i on i.id = l.inbound_id
            where l.reply_id = o.id), o.created_at) < @startedAt
        """;

    /// <summary>When the database was copied, if it is a copy that nobody has restored yet.</summary>
    public Task<DateTimeOffset?> CopiedAtAsync() =>
        database.ReadAsync(session =>
            session.ScalarAsync<DateTimeOffset?>("select value from facts where name = @Copied", new { Copied })
        );

    /// <summary>Whether these words would begin a restore, and not only repeat what one was begun by.</summary>
    public Task<bool> WouldBeginAsync(DateTimeOffset said) =>
        database.ReadAsync(async session =>
            await session.ScalarAsync<long>("select count(*) from facts where name = @Copied", new { Copied }) > 0
            || !await WasSaidAsync(session, said)
        );

    private static async Task<bool> WasSaidAsync(Session session, DateTimeOffset said) =>
        await session.ScalarAsync<long>(
            """
            select (select count(*) from facts where name = 'restore_said' and value = @words)
                + (select count(*) from restores where restored_from = @said)
            """,
            new { said, words = StoredTypes.Text(said) }
        ) > 0;

    /// <summary>Holds what could leave; false when this very restore was begun before. Sends of unknown end are looked up
    /// like all others, so they wait among them.</summary>
    public Task<bool> TryBeginAsync(DateTimeOffset from, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            // Hosts that start together begin one restore: this row is there since the first start of all.
            await session.LockAsync($"select value from facts{session.Dialect.Locked} where name = 'installed_at'");
            var copied = await session.ScalarAsync<DateTimeOffset?>(
                "select value from facts where name = @Copied",
                new { Copied }
            );
            var said = new { said = StoredTypes.Text(from) };
            if (copied is { } at)
            {
                from = at < from ? at : from;
                // An older restore of the same moment is none of this copy's.
                await session.ExecuteAsync("delete from restores where restored_from = @from", new { from });
                await session.ExecuteAsync("delete from facts where name = @Copied", new { Copied });
            }
            else if (await WasSaidAsync(session, from))
                return false;
            // The words stay in a service's unit, also where the copy's own time was taken for theirs.
            await session.ExecuteAsync("delete from facts where name = 'restore_said'");
            await session.ExecuteAsync("insert into facts (name, value) values ('restore_said', @said)", said);
            var begun = await session.ExecuteAsync(
                """
                insert into restores (restored_from, started_at) select @from, @now
                where not exists (select 1 from restores where restored_from = @from)
                """,
                new { from, now }
            );
            if (begun == 0)
                return false;
            await SweepMarks.GoBackAsync(session, from);
            await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = 'retry', unknown_since = null, settle_at = null, empty_look_at = null,
                    lease_until = null, lease_token = null
                where state = 'unknown' and left_to_person is null and campaign = 0
                """
            );
            // Whom the lost host has texted since nobody knows, so nobody else is. Their rows in the outbox are looked up
            // like replies; what is not found goes back to a list that is never sent.
            await session.ExecuteAsync(
                """
                update campaigns set
                    state = 'Stopped', ended_by = null, ended_at = @now,
                    end_reason = 'a copy was restored: the lost host may have sent it',
                    feed_token = null, feed_until = null
                where state in ('Ready', 'Running', 'Paused')
                """,
                new { now }
            );
            // The lost host may have sent it anew when it expired at the carrier, so nobody does so again.
            await session.ExecuteAsync(
                """
                update outbound_messages set replaced_at = @now
                where state = 'sent' and holds_password = 1 and replaced_at is null
                """,
                new { now }
            );
            return true;
        });

    /// <summary>Null when nothing is held.</summary>
    public Task<OpenRestore?> OpenAsync() => database.ReadAsync(OpenAsync);

    public Task<RestoreProgress> ProgressAsync(OpenRestore restore) =>
        database.ReadAsync(session => ProgressAsync(session, restore));

    /// <summary>Lets texts leave, if nothing is left to wait for.</summary>
    public Task<bool> TryReleaseAsync(OpenRestore restore, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var progress = await ProgressAsync(session, restore);
            if (!progress.IsGathered(now) || progress.Replies > 0)
                return false;
            return await session.ExecuteAsync(
                    """
                    update restores set released_at = @now
                    where released_at is null and started_at <= @StartedAt
                    """,
                    new { restore.StartedAt, now }
                ) > 0;
        });

    internal static async Task<OpenRestore?> OpenAsync(Session session)
    {
        var row = await session.FirstAsync<OpenRow>(
            """
            select min(restored_from) as restored_from, max(started_at) as started_at from restores
            where released_at is null
            having count(*) > 0
            """
        );
        return row is null ? null : new OpenRestore(row.RestoredFrom, row.StartedAt);
    }

    /// <summary>The list lags: as old as a send must be before a look that finds nothing sends it again, the predecessor's
    /// last one is by then.</summary>
    private DateTimeOffset AllListedAt(OpenRestore restore) =>
        restore.StartedAt + options.SettleAfter + options.SettleGap;

    private async Task<RestoreProgress> ProgressAsync(Session session, OpenRestore restore)
    {
        var parameters = new { startedAt = restore.StartedAt };
        var texts = await session.ScalarAsync<long>(
            "select count(*) from inbound_messages where done_at is null and received_at < @startedAt",
            parameters
        );
        var replies = await session.ScalarAsync<long>(
            $"select count(*) from outbound_messages o where {IsHeld}",
            parameters
        );
        var swept = await SweepMarks.SweptUntilAsync(session) >= restore.StartedAt;
        return new RestoreProgress(AllListedAt(restore), swept, texts, replies);
    }

    private sealed class OpenRow
    {
        public DateTimeOffset RestoredFrom { get; init; }
        public DateTimeOffset StartedAt { get; init; }
    }
}
