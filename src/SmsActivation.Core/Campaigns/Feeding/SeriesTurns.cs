using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>The statements of a series behind its first text. Between two texts a recipient stays <c>Fed</c>, with the step
/// they had last: a host that knows no steps then has nothing to feed to them.</summary>
internal static class SeriesTurns
{
    /// <summary>The next zone in which somebody will have their turn, and when the first of it is due.</summary>
    public static Task<DueZone?> NextZoneAsync(Session session, long campaign, int? after) =>
        session.FirstAsync<DueZone>(
            $"""
            select r.zones, r.due_at from campaign_recipients r
            where r.campaign_id = @campaign and r.due_at is not null and r.state = 'Fed' and r.zones > @after
            order by r.zones, r.due_at {session.Dialect.First("1")}
            """,
            new { campaign, after = after ?? int.MinValue }
        );

    /// <summary>Those of a zone who are due, each looked at as they are now, and held so until the commit.</summary>
    public static Task<IReadOnlyList<TurnRow>> DueAsync(Session session, object looks) =>
        session.QueryAsync<TurnRow>(
            $"""
            select r.id, r.zones, r.phone, r.country, r.name, r.language, r.card, r.fields, r.step + 1 as step,
                   -- an older host may have erased them, and left their turn
                   case
                       when r.phone not like '+%' then 'Erased'
                       -- a START since then brings back offers, and not what the STOP has ended
                       when exists (
                           select 1 from opt_outs s
                           where s.phone = r.phone and s.channel = 'sms' and s.opted_out_at >= r.fed_at) then 'OptedOut'
                       else {TurnLooks.Reason}
                   end as reason,
                   o.state as text_state, o.sent_at, o.unknown_since, r.fed_at, o.error_code
            from campaign_recipients r{session.Dialect.Locked}
                left join conversations c{session.Dialect.Locked} on c.sender = r.phone
                left join outbound_messages o on o.id = r.outbound_id
            where r.campaign_id = @Id and r.zones = @zone and r.due_at <= @now and r.state = 'Fed'
            order by r.due_at, r.step, r.id {session.Dialect.First("@most")}
            """,
            looks
        );

    /// <summary>No text follows for them; what they had stays theirs.</summary>
    public static Task<int> EndAsync(Session session, long recipient, string reason) =>
        session.ExecuteAsync(
            """
            update campaign_recipients set due_at = null, reason = @reason
            where id = @recipient and state = 'Fed' and due_at is not null
            """,
            new { recipient, reason }
        );

    public static Task<int> PutOffAsync(Session session, long recipient, DateTimeOffset due) =>
        session.ExecuteAsync(
            "update campaign_recipients set due_at = @due where id = @recipient and state = 'Fed' and due_at is not null",
            new { recipient, due }
        );

    /// <summary>A step that somebody has had already is a violation of its key, and takes the whole turn back.</summary>
    public static async Task RememberAsync(Session session, TurnRow turn, long text, DateTimeOffset now)
    {
        var parameters = new
        {
            turn.Id,
            turn.Step,
            text,
            now,
        };
        // Only one that went back to the list: it has never left.
        await session.ExecuteAsync(
            """
            delete from campaign_fed_steps
            where recipient_id = @Id and step = @Step and exists (
                select 1 from outbound_messages o
                where o.id = campaign_fed_steps.outbound_id and o.state = 'failed' and o.settled_at is null)
            """,
            parameters
        );
        await session.ExecuteAsync(
            """
            insert into campaign_fed_steps (recipient_id, step, outbound_id, fed_at) values (@Id, @Step, @text, @now)
            """,
            parameters
        );
    }

    /// <summary>Of a text behind the first: the one before is the last they had, and this one is due at once.</summary>
    public static Task<int> StepBackAsync(Session session, long text) =>
        session.ExecuteAsync(
            """
            update campaign_recipients set
                step = step - 1,
                outbound_id = (
                    select p.outbound_id from campaign_fed_steps p
                    where p.recipient_id = campaign_recipients.id and p.step = campaign_recipients.step - 1),
                fed_at = (
                    select p.fed_at from campaign_fed_steps p
                    where p.recipient_id = campaign_recipients.id and p.step = campaign_recipients.step - 1),
                due_at = (
                    select p.fed_at from campaign_fed_steps p
                    where p.recipient_id = campaign_recipients.id and p.step = campaign_recipients.step - 1)
            where outbound_id = @text and state = 'Fed' and step > 1
            """,
            new { text }
        );

    internal sealed class DueZone
    {
        public int Zones { get; init; }
        public DateTimeOffset DueAt { get; init; }
    }
}
