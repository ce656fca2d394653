using SmsActivation.Core.Needs;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Figures;

/// <summary>What waits, for what, and since when.</summary>
public sealed class Queues
{
    /// <summary>Texts that are not decided yet.</summary>
    public int Inbox { get; init; }

    /// <summary>When the first of them in line was received.</summary>
    public DateTimeOffset? InboxSince { get; init; }

    /// <summary>Replies that wait to leave, for their turn or for a later try.</summary>
    public int Outbox { get; init; }

    /// <summary>Of them, those that could leave now.</summary>
    public int Due { get; init; }

    /// <summary>Since when the oldest of these could have left.</summary>
    public DateTimeOffset? DueSince { get; init; }

    /// <summary>Replies in a sender's hands.</summary>
    public int Leaving { get; init; }

    /// <summary>Replies of which nobody knows whether the carrier has them.</summary>
    public int Unknown { get; init; }
    public DateTimeOffset? UnknownSince { get; init; }

    /// <summary>Of them, those that no look at the carrier's list can settle.</summary>
    public int LeftToPerson { get; init; }

    /// <summary>Texts that no attempt could decide.</summary>
    public int Dead { get; init; }

    /// <summary>Each figure from an index of such rows alone, which is as small as the queue. What needs a person is what the
    /// page of that name lists: a figure here ends when that list is empty.</summary>
    internal static async Task<Queues> ReadAsync(Session session, DateTimeOffset now) =>
        (
            await session.FirstAsync<Queues>(
                $"""
                select
                    (select count(*) from inbound_messages where done_at is null) as inbox,
                    (select received_at from inbound_messages
                     where id = (select min(id) from inbound_messages where done_at is null)) as inbox_since,
                    (select count(*) from outbound_messages where state in ('queued', 'retry')) as outbox,
                    (select count(*) from outbound_messages
                     where state in ('queued', 'retry') and due_at <= @now) as due,
                    (select min(due_at) from outbound_messages
                     where state in ('queued', 'retry') and due_at <= @now) as due_since,
                    (select count(*) from outbound_messages where lease_until is not null) as leaving,
                    (select count(*) from outbound_messages
                     where state = 'unknown' and dealt_at is null) as unknown,
                    (select min(unknown_since) from outbound_messages
                     where state = 'unknown' and dealt_at is null) as unknown_since,
                    (select count(*) {NeedsSql.Unsettled}) as left_to_person,
                    (select count(*) {NeedsSql.DeadLetters}) as dead
                """,
                new { now }
            )
        )!;
}
