using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>Which of the carrier's copies of passwords are still to be emptied. Only SIDs that are known as ours are,
/// and a look for a send of unknown end passes over those: no redaction can hide from it what it looks for.</summary>
public sealed class RedactionStore(IDatabase database)
{
    /// <summary>A claim whose holder died is free again after this: to ask twice does no harm.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>A try whose SID nobody told in so long has none.</summary>
    private static readonly TimeSpan Untold = TimeSpan.FromDays(7);

    /// <summary>Claims copies that are due: of texts that are final, or can be delivered no more.</summary>
    public Task<IReadOnlyList<Redaction>> ClaimAsync(int most, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                """
                update send_attempts set redact_at = null
                where redact_at is not null and redact_at <= @untold and sid is null
                """,
                new { untold = now - Untold }
            );
            var rows = await session.QueryAsync<DueRow>(
                $"""
                select a.id, a.sid, a.redact_at, a.redact_tries
                from send_attempts a join outbound_messages o on o.id = a.message_id
                where a.redact_at is not null and a.redact_at <= @now and a.sid is not null
                    and (o.state in ('delivered', 'undelivered', 'failed') or a.started_at <= @withoutReport)
                    -- while a look compares this phone's texts, they stay as they are
                    and not exists (
                        select 1 from outbound_messages u
                        where u.state = 'unknown' and u.sender = o.sender and u.left_to_person is null)
                order by a.redact_at, a.id {session.Dialect.First("@most")}
                """,
                new
                {
                    now,
                    withoutReport = now - Redaction.WithoutReport,
                    most,
                }
            );
            var claimed = new List<Redaction>();
            foreach (var row in rows)
                if (await TakeAsync(session, row, now + Claim))
                    claimed.Add(new Redaction(row.Id, row.Sid, row.RedactTries));
            return (IReadOnlyList<Redaction>)claimed;
        });

    /// <summary>The carrier keeps their words no longer.</summary>
    public Task<int> DoneAsync(IReadOnlyCollection<Redaction> redacted, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                "update send_attempts set redact_at = null, redacted_at = @now where id in @attempts",
                new { attempts = redacted.Select(one => one.Attempt).ToList(), now }
            )
        );

    /// <summary>It could not be asked for, or was refused: again later.</summary>
    public Task<int> PutOffAsync(Redaction redaction, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update send_attempts set redact_at = @until, redact_tries = redact_tries + 1
                where id = @Attempt and redact_at is not null
                """,
                new { redaction.Attempt, until = now + redaction.Pause }
            )
        );

    private static async Task<bool> TakeAsync(Session session, DueRow row, DateTimeOffset until) =>
        await session.ExecuteAsync(
            "update send_attempts set redact_at = @until where id = @Id and redact_at = @RedactAt",
            new
            {
                row.Id,
                row.RedactAt,
                until,
            }
        ) > 0;

    private sealed class DueRow
    {
        public long Id { get; init; }
        public string Sid { get; init; } = "";
        public DateTimeOffset RedactAt { get; init; }
        public int RedactTries { get; init; }
    }
}
