using SmsActivation.Core.Needs;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Telemetry;

/// <summary>How many rows of a kind wait, and since when the oldest has; null when none does.</summary>
public sealed record QueueDepth(string Queue, long Rows, DateTimeOffset? OldestAt);

/// <summary>What waits in the database; what needs a person is what the page of that name lists. Each figure comes from an index that
/// holds what waits and nothing else, so that a look costs as much as the backlog, whatever else is in the tables.</summary>
public sealed class QueueDepths(IDatabase database)
{
    public const string Inbox = "inbox";
    public const string Outbox = "outbox";
    public const string Unknown = "unknown";
    public const string LeftToPerson = "left_to_person";
    public const string Dead = "dead";
    public const string Events = "events";

    /// <summary>In the order of a text's path.</summary>
    public Task<IReadOnlyList<QueueDepth>> ReadAsync() =>
        database.ReadAsync(async session =>
            (IReadOnlyList<QueueDepth>)
                [
                    await InboxAsync(session),
                    await DeadAsync(session),
                    await OutboxAsync(session),
                    await UnknownAsync(session),
                    await LeftToPersonAsync(session),
                    await EventsAsync(session),
                ]
        );

    /// <summary>The first of the queue stands for the oldest: only a swept text may be older, and it waits no longer.</summary>
    private static async Task<QueueDepth> InboxAsync(Session session)
    {
        var row = await session.FirstAsync<DepthRow>(
            """
            select (select count(*) from inbound_messages where done_at is null) as waiting,
                   (select f.received_at from inbound_messages f
                    where f.id = (select min(i.id) from inbound_messages i where i.done_at is null)) as oldest_at
            """
        );
        return row!.ToDepth(Inbox);
    }

    private static async Task<QueueDepth> DeadAsync(Session session)
    {
        var row = await session.FirstAsync<DepthRow>(
            $"select count(*) as waiting, min(i.received_at) as oldest_at {NeedsSql.DeadLetters}"
        );
        return row!.ToDepth(Dead);
    }

    /// <summary>The oldest is the one that is due for the longest; what is tried again later may be due yet.</summary>
    private static async Task<QueueDepth> OutboxAsync(Session session)
    {
        var row = await session.FirstAsync<DepthRow>(
            """
            select count(*) as waiting, min(due_at) as oldest_at from outbound_messages
            where state in ('queued', 'retry')
            """
        );
        return row!.ToDepth(Outbox);
    }

    private static async Task<QueueDepth> UnknownAsync(Session session)
    {
        var row = await session.FirstAsync<DepthRow>(
            """
            select count(*) as waiting, min(unknown_since) as oldest_at from outbound_messages
            where state = 'unknown' and left_to_person is null and dealt_at is null
            """
        );
        return row!.ToDepth(Unknown);
    }

    private static async Task<QueueDepth> LeftToPersonAsync(Session session)
    {
        var row = await session.FirstAsync<DepthRow>(
            $"select count(*) as waiting, min(o.unknown_since) as oldest_at {NeedsSql.Unsettled}"
        );
        return row!.ToDepth(LeftToPerson);
    }

    private static async Task<QueueDepth> EventsAsync(Session session)
    {
        var row = await session.FirstAsync<DepthRow>(
            """
            select count(*) as waiting, min(due_at) as oldest_at from event_deliveries
            where state in ('queued', 'retry')
            """
        );
        return row!.ToDepth(Events);
    }

    private sealed class DepthRow
    {
        public long Waiting { get; init; }
        public DateTimeOffset? OldestAt { get; init; }

        public QueueDepth ToDepth(string queue) => new(queue, Waiting, OldestAt);
    }
}
