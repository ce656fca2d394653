using SmsActivation.Core.Alerts;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Needs;

/// <summary>Takes off the list what somebody has seen to, and what has mended itself.</summary>
public sealed class NeedsStore(IDatabase database)
{
    /// <summary>Longer ones are cut.</summary>
    public const int LongestReason = 500;

    internal const int MostAtOnce = 500;

    /// <summary>Each with a line in the book, in one transaction. Answers how many there were: one that somebody was faster
    /// with, or that an action elsewhere must mend, is none.</summary>
    public Task<int> DealWithAsync(
        IReadOnlyCollection<(NeedKind Kind, long Id)> needs,
        Actor by,
        string reason,
        DateTimeOffset now
    ) =>
        database.WriteAsync(async session =>
        {
            var dealt = 0;
            foreach (var (kind, id) in needs.Distinct())
                dealt += await DealWithAsync(session, kind, id, by, reason, now) ? 1 : 0;
            return dealt;
        });

    private static async Task<bool> CloseAsync(Session session, NeedKind kind, long id, DateTimeOffset now)
    {
        var row = new { id, now };
        return kind switch
        {
            NeedKind.LossReport => await session.ExecuteAsync(
                """
                update inbound_messages set dealt_at = @now
                where id = @id and dealt_at is null
                    and exists (
                        select 1 from activation_log l
                        where l.inbound_id = inbound_messages.id and l.outcome = 'LossReported')
                """,
                row
            ) > 0,
            NeedKind.DeadLetter => await session.ExecuteAsync(
                """
                update inbound_messages set dealt_at = @now where id = @id and dealt_at is null and state = 'dead'
                """,
                row
            ) > 0,
            NeedKind.UndeliveredWelcome => await session.ExecuteAsync(
                """
                update outbound_messages set dealt_at = @now
                where id = @id and dealt_at is null and state in ('failed', 'undelivered')
                """,
                row
            ) > 0,
            NeedKind.UnsettledSend => await session.ExecuteAsync(
                """
                update outbound_messages set dealt_at = @now
                where id = @id and dealt_at is null and state = 'unknown' and left_to_person is not null
                """,
                row
            ) > 0,
            // Its own store has it acknowledged.
            NeedKind.Alert or NeedKind.HeldCard => false,
        };
    }

    /// <summary>Writes down of lost welcomes that they are mended, lest their index grow for ever; 500 at most, and how
    /// many those were.</summary>
    public Task<int> CloseMendedAsync(DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                $"""
                update outbound_messages set dealt_at = @now
                where dealt_at is null and id in (
                    select o.id {NeedsSql.Lost} and {NeedsSql.Mended} order by o.id {session.Dialect.First("@most")})
                """,
                new { now, most = MostAtOnce }
            )
        );

    private static async Task<bool> DealWithAsync(
        Session session,
        NeedKind kind,
        long id,
        Actor by,
        string reason,
        DateTimeOffset now
    )
    {
        // Whoever takes an alert on is named beside it, and its end is told all the same.
        if (kind == NeedKind.Alert)
            return await AlertQuery.AcknowledgeAsync(session, id, by, reason, now);
        if (!await CloseAsync(session, kind, id, now))
            return false;
        var about = await AboutAsync(session, kind, id);
        await StaffActs.WriteAsync(
            session,
            new StaffAct(by, StaffActKind.DealtWith, about?.Phone, about?.Card, reason)
            {
                Detail = NeedRules.What(kind),
            },
            now
        );
        return true;
    }

    private static Task<About?> AboutAsync(Session session, NeedKind kind, long id) =>
        kind switch
        {
            NeedKind.LossReport or NeedKind.DeadLetter => session.FirstAsync<About>(
                """
                select i.sender as phone, l.card
                from inbound_messages i left join activation_log l on l.inbound_id = i.id where i.id = @id
                """,
                new { id }
            ),
            NeedKind.UndeliveredWelcome or NeedKind.UnsettledSend => session.FirstAsync<About>(
                """
                select o.sender as phone, l.card
                from outbound_messages o left join activation_log l on l.reply_id = o.id where o.id = @id order by l.id
                """,
                new { id }
            ),
            NeedKind.Alert or NeedKind.HeldCard => Task.FromResult<About?>(null),
        };

    private sealed class About
    {
        public string? Phone { get; init; }
        public string? Card { get; init; }
    }
}
