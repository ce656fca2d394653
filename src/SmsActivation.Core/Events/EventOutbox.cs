using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Events;

/// <summary>Writes an event down in the transaction of what happened: a statement that runs inside a larger one.</summary>
public sealed class EventOutbox(EventOptions options)
{
    /// <summary>Tells nobody.</summary>
    public static EventOutbox Off { get; } = new(new EventOptions());

    public bool IsOn { get; } = options.Targets.Count > 0;

    /// <summary>The member's row is the lock that keeps their events in order; it is held to the commit.</summary>
    internal async Task AddAsync(Session session, EventToTell told, DateTimeOffset now)
    {
        if (!IsOn)
            return;
        if (told.MemberId is { } member)
            await session.ExecuteAsync("update members set events = events + 1 where id = @member", new { member });
        var id = await session.TryInsertForIdAsync(
            """
            insert into events (event_id, type, subject, sequence, member_id, card_id, reason, changed, at)
            select @eventId, @type, @Subject, (select events from members where id = @MemberId),
                @MemberId, @CardId, @Reason, @Changed, @now
            """,
            new
            {
                eventId = "evt_" + Guid.CreateVersion7(now).ToString("N"),
                type = told.Type.Word(),
                told.Subject,
                told.MemberId,
                told.CardId,
                told.Reason,
                told.Changed,
                now,
            }
        );
        foreach (var target in options.Targets)
            await session.ExecuteAsync(
                """
                insert into event_deliveries (event_id, target, subject, state, due_at, retry_until)
                values (@id, @Name, @Subject, 'queued', @now, @retryUntil)
                """,
                new
                {
                    id,
                    target.Name,
                    told.Subject,
                    now,
                    retryUntil = now + options.RetryFor,
                }
            );
    }
}

/// <summary>Something that happened to a member, to a card, or to both.</summary>
public sealed record EventToTell(EventType Type, long? MemberId, long? CardId)
{
    public string? Reason { get; init; }

    /// <summary>Names of fields, by commas.</summary>
    public string? Changed { get; init; }

    internal string Subject => MemberId is { } member ? $"m:{member}" : $"c:{CardId}";
}
