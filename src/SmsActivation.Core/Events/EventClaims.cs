using SmsActivation.Core.Alerts;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Events;

/// <summary>The events that are due for a target: claimed, then told, given up or put off. Of one member only the oldest
/// is ever under way.</summary>
public sealed class EventClaims(IDatabase database, EventOptions options)
{
    /// <summary>Those that a stopped or frozen sender left behind are due again: they may come twice, never not at
    /// all.</summary>
    /// <param name="all">This host is alone on its database and has just begun: no lease is anybody's.</param>
    public Task<int> TakeBackAsync(bool all, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update event_deliveries set state = 'retry', due_at = @now, lease_until = null, lease_token = null
                where lease_until is not null and (lease_until <= @now or @all = 1) and state = 'sending'
                """,
                new { now, all = all ? 1 : 0 }
            )
        );

    /// <summary>Up to <paramref name="most"/>, oldest due first. Each is the oldest of its subject: none that is newer
    /// is told before it has ended.</summary>
    public async Task<EventLease> ClaimAsync(string target, int most, DateTimeOffset now)
    {
        var token = Guid.NewGuid().ToString("N");
        var due = await database.ReadAsync(session =>
            session.QueryAsync<long>(
                $"""
                select d.id from event_deliveries d
                where d.target = @target and d.state in ('queued', 'retry') and d.due_at <= @now
                    and not exists (
                        select 1 from event_deliveries e
                        where e.target = @target and e.subject = d.subject and e.id < d.id
                            and e.state in ('queued', 'retry', 'sending'))
                order by d.due_at, d.id {session.Dialect.First("@most")}
                """,
                new
                {
                    target,
                    most,
                    now,
                }
            )
        );
        if (due.Count == 0)
            return new EventLease(token, []);
        var claimed = await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                """
                update event_deliveries set
                    state = 'sending', attempts = attempts + 1, lease_token = @token, lease_until = @until
                where id in @due and state in ('queued', 'retry') and due_at <= @now
                """,
                new
                {
                    due,
                    token,
                    now,
                    until = now + options.Lease,
                }
            );
            return await session.QueryAsync<StoredEvent>(
                """
                select d.id, v.event_id, v.type, v.at, v.member_id, v.sequence, c.number as card_number,
                       v.reason, v.changed, d.attempts, d.refusals, d.retry_until
                from event_deliveries d
                    join events v on v.id = d.event_id
                    left join cards c on c.id = v.card_id
                where d.id in @due and d.lease_token = @token
                order by d.id
                """,
                new { due, token }
            );
        });
        return new EventLease(token, claimed);
    }

    /// <summary>False when the lease had run out.</summary>
    public Task<bool> DeliveredAsync(long id, string token, int status, DateTimeOffset now) =>
        EndAsync(id, token, "delivered", status, error: null, now, dueAt: now);

    public Task<bool> PutOffAsync(long id, string token, EventFault fault, DateTimeOffset dueAt) =>
        EndAsync(id, token, "retry", fault.Status, fault.Words, endedAt: null, dueAt);

    public Task<bool> GiveUpAsync(long id, string token, EventFault fault, string target, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (!await EndAsync(session, id, token, "failed", fault.Status, fault.Words, now, now))
                return false;
            var alert = new Alert(AlertKind.EventGivenUp, target);
            await Alert.RaiseAsync(session, alert, now);
            return true;
        });

    /// <summary>The host stops before it was answered: due again, and no try of it.</summary>
    public Task<int> ReleaseAsync(string token, long id, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update event_deliveries set
                    state = 'retry', attempts = attempts - 1, due_at = @now, lease_until = null, lease_token = null
                where id = @id and state = 'sending' and lease_token = @token
                """,
                new
                {
                    id,
                    token,
                    now,
                }
            )
        );

    private Task<bool> EndAsync(
        long id,
        string token,
        string state,
        int? status,
        string? error,
        DateTimeOffset? endedAt,
        DateTimeOffset dueAt
    ) => database.WriteAsync(session => EndAsync(session, id, token, state, status, error, endedAt, dueAt));

    private static async Task<bool> EndAsync(
        Session session,
        long id,
        string token,
        string state,
        int? status,
        string? error,
        DateTimeOffset? endedAt,
        DateTimeOffset dueAt
    ) =>
        await session.ExecuteAsync(
            """
            update event_deliveries set state = @state, status = @status, error = @error, ended_at = @endedAt,
                refusals = refusals + case when @error is null then 0 else 1 end, due_at = @dueAt, lease_until = null, lease_token = null
            where id = @id and state = 'sending' and lease_token = @token
            """,
            new
            {
                id,
                token,
                state,
                status,
                error,
                endedAt,
                dueAt,
            }
        ) > 0;
}

/// <summary>What was claimed together.</summary>
public sealed record EventLease(string Token, IReadOnlyList<StoredEvent> Events);

/// <summary>Why a try did not tell: the answer's status, if there was one, and words for a listing.</summary>
public sealed record EventFault(int? Status, string Words);
