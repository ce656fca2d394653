using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>Sends of unknown end: which is looked up in the carrier's list, and by whom.</summary>
public sealed class SettleClaims(IDatabase database, OutboxOptions options)
{
    /// <summary>Claims sends whose look is due, the oldest of a phone, and with each the right to send to that phone: a
    /// text under way to it could be taken for this one.</summary>
    public Task<IReadOnlyList<UnsettledSend>> ClaimAsync(int most, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var rows = await session.QueryAsync<UnsettledRow>(
                $"""
                select o.id, o.sender, o.to_address, o.campaign, o.attempts, o.created_at, o.unknown_since, o.empty_look_at,
                       i.sid as text_sid
                from outbound_messages o{session.Dialect.Claimed}
                    join conversations c on c.sender = o.sender
                    left join inbound_messages i on i.id = (
                        select min(l.inbound_id) from activation_log l where l.reply_id = o.id)
                where o.state = 'unknown' and o.left_to_person is null
                    and (o.settle_at <= @now or (o.settle_at is null and o.unknown_since <= @firstLook))
                    and (o.lease_until is null or o.lease_until <= @now)
                    and (c.send_lease_until is null or c.send_lease_until <= @now)
                    -- what the list holds of two texts alike is the older one's
                    and not exists (
                        select 1 from outbound_messages e
                        where e.state = 'unknown' and e.sender = o.sender and e.id < o.id
                            and e.left_to_person is null
                            and (e.settle_at <= @now or (e.settle_at is null and e.unknown_since <= @firstLook)))
                order by coalesce(o.settle_at, o.unknown_since), o.id {session.Dialect.First("@most")}
                """,
                new
                {
                    now,
                    firstLook = now - options.SettleAfter,
                    most,
                }
            );
            var claimed = new List<UnsettledSend>();
            foreach (var row in rows)
            {
                var token = Guid.NewGuid().ToString("N");
                if (await TakeAsync(session, row, token, now))
                    claimed.Add(row.ToSend(token, await OpenTriesAsync(session, row.Id)));
            }
            return (IReadOnlyList<UnsettledSend>)claimed;
        });

    /// <summary>A look that did not come to an end: again at that time.</summary>
    public Task<int> PutOffAsync(UnsettledSend send, DateTimeOffset until) =>
        database.WriteAsync(async session =>
        {
            await SendClaims.FreePhoneAsync(session, send.Sender, send.Token);
            return await session.ExecuteAsync(
                """
                update outbound_messages set settle_at = @until, lease_until = null, lease_token = null
                where id = @Id and state = 'unknown' and lease_token = @Token
                """,
                new
                {
                    send.Id,
                    send.Token,
                    until,
                }
            );
        });

    private async Task<IReadOnlyList<OpenTry>> OpenTriesAsync(Session session, long id)
    {
        var rows = await session.QueryAsync<TryRow>(
            """
            select token, started_at, text from send_attempts
            where message_id = @id and sid is null and (result is null or result = 'ambiguous')
            order by id desc
            """,
            new { id }
        );
        return
        [
            .. rows.Select(row => new OpenTry(
                row.Token,
                row.StartedAt,
                row.StartedAt + options.SendDeadline,
                row.Text
            )),
        ];
    }

    private async Task<bool> TakeAsync(Session session, UnsettledRow row, string token, DateTimeOffset now)
    {
        var parameters = new
        {
            row.Id,
            token,
            now,
            until = now + options.Lease,
        };
        if (!await SendClaims.TakePhoneAsync(session, row.Sender, token, now, parameters.until))
            return false;
        var taken = await session.ExecuteAsync(
            """
            update outbound_messages set lease_until = @until, lease_token = @token
            where id = @Id and state = 'unknown' and (lease_until is null or lease_until <= @now)
            """,
            parameters
        );
        if (taken == 0)
            await SendClaims.FreePhoneAsync(session, row.Sender, token);
        return taken > 0;
    }

    private sealed class UnsettledRow
    {
        public long Id { get; init; }
        public string Sender { get; init; } = "";
        public string ToAddress { get; init; } = "";
        public bool Campaign { get; init; }
        public int Attempts { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset UnknownSince { get; init; }
        public DateTimeOffset? EmptyLookAt { get; init; }
        public string? TextSid { get; init; }

        public UnsettledSend ToSend(string token, IReadOnlyList<OpenTry> tries) =>
            new(Id, token, Sender, ToAddress, Campaign, Attempts, CreatedAt, UnknownSince, EmptyLookAt, tries, TextSid);
    }

    private sealed class TryRow
    {
        public string Token { get; init; } = "";
        public DateTimeOffset StartedAt { get; init; }
        public string Text { get; init; } = "";
    }
}
