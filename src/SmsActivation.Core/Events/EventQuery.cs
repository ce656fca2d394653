using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Events;

/// <summary>Which deliveries are asked for; what is null does not narrow.</summary>
public sealed record EventFilter
{
    /// <summary>One event, by its webhook-id.</summary>
    public string? EventId { get; init; }
    public string? Target { get; init; }

    /// <summary>queued, sending, retry, delivered or failed.</summary>
    public string? State { get; init; }
    public EventType? Type { get; init; }
    public long? MemberId { get; init; }
    public DateTimeOffset? Since { get; init; }

    /// <summary>At most so many, the newest.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>An event, and how it stands with one target.</summary>
public sealed class EventEntry
{
    public DateTimeOffset At { get; init; }
    public string EventId { get; init; } = "";
    public string Type { get; init; } = "";
    public long? MemberId { get; init; }
    public long? Sequence { get; init; }
    public string? Card { get; init; }
    public string? Reason { get; init; }
    public string? Changed { get; init; }
    public string Target { get; init; } = "";
    public string State { get; init; } = "";
    public int Attempts { get; init; }

    /// <summary>Of the last answer; null when there was none.</summary>
    public int? Status { get; init; }
    public string? Error { get; init; }

    /// <summary>When it is tried next; means nothing once it has ended.</summary>
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Looks events up, and has them told again.</summary>
public sealed class EventQuery(IDatabase database, EventOptions options)
{
    /// <summary>The newest that fit, oldest first.</summary>
    public Task<IReadOnlyList<EventEntry>> ListAsync(EventFilter filter) =>
        database.ReadAsync(session =>
            session.QueryAsync<EventEntry>(
                $"""
                select v.at, v.event_id, v.type, v.member_id, v.sequence, c.number as card, v.reason, v.changed,
                       d.target, d.state, d.attempts, d.status, d.error, d.due_at, d.ended_at
                from event_deliveries d
                    join events v on v.id = d.event_id
                    left join cards c on c.id = v.card_id
                where d.id in (
                    select d.id from event_deliveries d join events v on v.id = d.event_id
                    where {string.Join(" and ", Conditions(filter))}
                    order by d.id desc {session.Dialect.First("@Limit")})
                order by d.id
                """,
                Parameters(filter)
            )
        );

    /// <summary>Those that fit and have ended are due again, and those that the target was never told of, for it is newer
    /// than they are. Answers how many.</summary>
    /// <param name="target">One that is configured now.</param>
    public Task<int> ReplayAsync(EventFilter filter, EventTarget target, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var parameters = Parameters(filter with { Target = null, State = null });
            parameters.Add("now", now);
            parameters.Add("name", target.Name);
            parameters.Add("retryUntil", now + options.RetryFor);
            var conditions = string.Join(" and ", Conditions(filter with { Target = null, State = null }));
            var again = await session.ExecuteAsync(
                $"""
                update event_deliveries set state = 'queued', attempts = 0, refusals = 0, due_at = @now, retry_until = @retryUntil,
                    status = null, error = null, ended_at = null
                where target = @name and state in ('delivered', 'failed')
                    and event_id in (select v.id from events v where {conditions})
                """,
                parameters
            );
            var first = await session.ExecuteAsync(
                $"""
                insert into event_deliveries (event_id, target, subject, state, due_at, retry_until)
                select v.id, @name, v.subject, 'queued', @now, @retryUntil
                from events v
                where {conditions}
                    and not exists (select 1 from event_deliveries d where d.event_id = v.id and d.target = @name)
                order by v.id
                """,
                parameters
            );
            return again + first;
        });

    private static Dapper.DynamicParameters Parameters(EventFilter filter) =>
        new(
            new
            {
                filter.EventId,
                filter.Target,
                filter.State,
                type = filter.Type?.Word(),
                filter.MemberId,
                filter.Since,
                filter.Limit,
            }
        );

    private static IEnumerable<string> Conditions(EventFilter filter)
    {
        yield return "1 = 1";
        if (filter.EventId is not null)
            yield return "v.event_id = @EventId";
        if (filter.Target is not null)
            yield return "d.target = @Target";
        if (filter.State is not null)
            yield return "d.state = @State";
        if (filter.Type is not null)
            yield return "v.type = @type";
        if (filter.MemberId is not null)
            yield return "v.member_id = @MemberId";
        if (filter.Since is not null)
            yield return "v.at >= @Since";
    }
}
