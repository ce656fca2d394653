using SmsActivation.Core.Inbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>Who may send what: due texts are claimed, one at a time per phone, and go back when nobody sent them.</summary>
public sealed class SendClaims(IDatabase database, OutboxOptions options)
{
    /// <summary>Claims due texts, at most one for each phone that nobody is sending to: those to our own people, which no
    /// ceiling holds back, then <paramref name="most"/> replies, welcomes first, and then what is left for campaigns.</summary>
    /// <param name="resting">Our numbers whose replies cannot leave now.</param>
    /// <param name="mayLeave">Asked before a text is taken.</param>
    /// <param name="campaigns">None of theirs where it is null.</param>
    public Task<IReadOnlyList<SendLease>> ClaimAsync(
        int most,
        DateTimeOffset now,
        IReadOnlyList<string>? resting = null,
        Func<OutgoingText, bool>? mayLeave = null,
        CampaignRoom? campaigns = null
    ) =>
        database.WriteAsync(async session =>
        {
            var leases = new List<SendLease>();
            foreach (var priority in SendPriority.All)
            {
                var room = priority switch
                {
                    SendPriority.OnCall => MostOnCall,
                    SendPriority.Campaign => campaigns?.Beside(leases.Count) ?? 0,
                    _ => most - leases.Count(IsReply),
                };
                if (room <= 0)
                    continue;
                foreach (var row in await DueAsync(session, priority, room, resting ?? [], now))
                {
                    var text = row.ToText();
                    if (room == 0 || mayLeave?.Invoke(text) == false)
                        continue;
                    var token = Guid.NewGuid().ToString("N");
                    if (!await TakeAsync(session, row, token, now))
                        continue;
                    leases.Add(new SendLease(token, text));
                    room--;
                }
            }
            return (IReadOnlyList<SendLease>)leases;
        });

    private const int MostOnCall = 8;

    /// <summary>So many rows more than are taken, for phones that have several.</summary>
    private const int MostOfOnePhone = 4;

    private static bool IsReply(SendLease lease) => !lease.Text.IsOnCall;

    // A template of a newer version waits for a host that knows it, and before nobody else.
    private static readonly string Known = NamesInSql.Of<ReplyTemplate>();

    /// <summary>What is due of one priority, one text a phone.</summary>
    private static async Task<IEnumerable<TextRow>> DueAsync(
        Session session,
        int priority,
        int most,
        IReadOnlyList<string> resting,
        DateTimeOffset now
    )
    {
        // Replies are claimed without a look at campaigns, and at cards that somebody may hold.
        var (campaign, mayLeave) =
            priority == SendPriority.Campaign
                ? ("join campaigns g on g.id = o.campaign_id", $"and {CampaignTexts.MayLeave("o")}")
                : ("", "and o.campaign_id is null");
        var notResting = resting.Count == 0 ? "" : "and coalesce(o.texted_address, '') not in @resting";
        var rows = await session.QueryAsync<TextRow>(
            $"""
            select o.id, o.sender, o.channel, o.to_address, o.texted_address, o.template, o.language, o.card,
                   o.wait_seconds, o.member_id, o.holds_password, o.attempts, o.created_at, o.words,
                   i.sid as text_sid, i.received_at as texted_at, o.valid_until
            from outbound_messages o{session.Dialect.Claimed} join conversations c on c.sender = o.sender
                {campaign}
                left join inbound_messages i on i.id = (
                    select min(l.inbound_id) from activation_log l where l.reply_id = o.id)
            where o.state in ('queued', 'retry') and o.priority = @priority and o.due_at <= @now
                and o.template in {Known}
                and (c.send_lease_until is null or c.send_lease_until <= @now) {notResting}
                {mayLeave}
                and not exists (
                    select 1 from outbound_messages u
                    where u.state = 'unknown' and u.sender = o.sender and u.channel = o.channel
                        and u.template = o.template and u.campaign = 0 and u.left_to_person is null
                        and u.unknown_since > @holdsSince)
            order by o.due_at, o.id {session.Dialect.First("@window")}
            """,
            new
            {
                priority,
                now,
                resting,
                freshSince = CampaignTexts.Since(now),
                holdsSince = now - OutboxOptions.UnknownHolds,
                window = most + MostOfOnePhone,
            }
        );
        return rows.DistinctBy(row => row.Sender);
    }

    /// <summary>An unsent text goes back: at a stop, or until its sender's pause is over.</summary>
    public Task<int> HandBackAsync(SendLease lease, DateTimeOffset dueAt) =>
        database.WriteAsync(async session =>
        {
            var back = await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = case when attempts = 0 then 'queued' else 'retry' end,
                    due_at = @dueAt, lease_until = null, lease_token = null
                where id = @Id and state = 'claimed' and lease_token = @Token
                """,
                new
                {
                    lease.Text.Id,
                    lease.Token,
                    dueAt,
                }
            );
            // One that was announced may be with the carrier: its phone waits for the sweep.
            var announced = await session.ScalarAsync<long>(
                "select count(*) from outbound_messages where id = @Id and state = 'sending' and lease_token = @Token",
                new { lease.Text.Id, lease.Token }
            );
            if (announced == 0)
                await FreePhoneAsync(session, lease.Text.Sender, lease.Token);
            return back;
        });

    /// <summary>Leases that ran out: what was only claimed goes back, what was being sent may have been sent.</summary>
    /// <param name="all">For a host that is alone on its database: its predecessor's leases, run out or not.</param>
    public Task<int> SweepAsync(bool all, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (all)
                await session.ExecuteAsync(
                    "update conversations set send_lease_until = null, send_token = null where send_token is not null"
                );
            var back = await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = case when attempts = 0 then 'queued' else 'retry' end, lease_until = null, lease_token = null
                where lease_until is not null and state = 'claimed' and (lease_until <= @now or @all = 1)
                """,
                new { now, all }
            );
            await session.ExecuteAsync(
                """
                update send_attempts set result = 'ambiguous', ended_at = @now
                where result is null and message_id in (
                    select id from outbound_messages
                    where lease_until is not null and state = 'sending' and (lease_until <= @now or @all = 1))
                """,
                new { now, all }
            );
            var unknown = await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = 'unknown', unknown_since = @now, settle_at = null, empty_look_at = null,
                    left_to_person = null, lease_until = null, lease_token = null
                where lease_until is not null and state = 'sending' and (lease_until <= @now or @all = 1)
                """,
                new { now, all }
            );
            return back + unknown;
        });

    internal static async Task<bool> TakePhoneAsync(
        Session session,
        string sender,
        string token,
        DateTimeOffset now,
        DateTimeOffset until
    ) =>
        await session.ExecuteAsync(
            $"""
            update conversations{session.Dialect.Claimed} set send_lease_until = @until, send_token = @token
            where sender = @sender and (send_lease_until is null or send_lease_until <= @now)
            """,
            new
            {
                sender,
                token,
                now,
                until,
            }
        ) > 0;

    internal static Task<int> FreePhoneAsync(Session session, string sender, string token) =>
        session.ExecuteAsync(
            """
            update conversations set send_lease_until = null, send_token = null
            where sender = @sender and send_token = @token
            """,
            new { sender, token }
        );

    private async Task<bool> TakeAsync(Session session, TextRow row, string token, DateTimeOffset now)
    {
        var parameters = new
        {
            row.Id,
            row.Sender,
            token,
            now,
            until = now + options.Lease,
        };
        if (!await TakePhoneAsync(session, row.Sender, token, now, parameters.until))
            return false;
        var taken = await session.ExecuteAsync(
            """
            update outbound_messages set state = 'claimed', lease_until = @until, lease_token = @token
            where id = @Id and state in ('queued', 'retry')
            """,
            parameters
        );
        if (taken == 0)
            await FreePhoneAsync(session, row.Sender, token);
        return taken > 0;
    }

    internal class TextRow
    {
        public long Id { get; init; }
        public string Sender { get; init; } = "";
        public string Channel { get; init; } = "";
        public string ToAddress { get; init; } = "";
        public string? TextedAddress { get; init; }
        public string Template { get; init; } = "";
        public string Language { get; init; } = "";
        public string? Card { get; init; }
        public int? WaitSeconds { get; init; }
        public long? MemberId { get; init; }
        public bool HoldsPassword { get; init; }
        public int Attempts { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public string? Words { get; init; }
        public string? TextSid { get; init; }
        public DateTimeOffset? TextedAt { get; init; }
        public DateTimeOffset? ValidUntil { get; init; }

        public OutgoingText ToText() =>
            new(
                Id,
                Sender,
                Channels.Parse(Channel),
                ToAddress,
                TextedAddress,
                Enum.Parse<ReplyTemplate>(Template),
                Language,
                Card,
                WaitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                MemberId,
                HoldsPassword,
                Attempts,
                CreatedAt,
                TextSid,
                TextedAt
            )
            {
                Words = Words,
                ValidUntil = ValidUntil,
            };
    }
}
