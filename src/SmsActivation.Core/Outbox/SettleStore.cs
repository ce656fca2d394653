using SmsActivation.Core.Delivery;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>Sends of unknown end: claimed for a look into the carrier's list, and settled by what it found.</summary>
public sealed class SettleStore(IDatabase database, OutboxOptions options)
{
    // SQL Server takes 2,100 parameters.
    private const int SidsAtOnce = 500;

    /// <summary>Claims sends whose look is due, one for a phone, and with each the right to send to that phone: a text
    /// under way to it could be taken for this one.</summary>
    public Task<IReadOnlyList<UnsettledSend>> ClaimAsync(int most, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var rows = await session.QueryAsync<UnsettledRow>(
                $"""
                select o.id, o.sender, o.to_address, o.campaign, o.created_at, o.empty_look_at,
                       a.token as attempt, a.started_at, a.text
                from outbound_messages o
                    join conversations c on c.sender = o.sender
                    join send_attempts a on a.message_id = o.id
                where o.state = 'unknown' and o.left_to_person is null
                    and (o.settle_at <= @now or (o.settle_at is null and o.unknown_since <= @firstLook))
                    and (o.lease_until is null or o.lease_until <= @now)
                    and (c.send_lease_until is null or c.send_lease_until <= @now)
                    and a.id = (select max(id) from send_attempts where message_id = o.id)
                order by o.unknown_since, o.id {session.Dialect.First("@window")}
                """,
                new
                {
                    now,
                    firstLook = now - options.SettleAfter,
                    window = most * 2,
                }
            );
            var claimed = new List<UnsettledSend>();
            foreach (var row in rows.DistinctBy(row => row.Sender).Take(most))
            {
                var send = row.ToSend(Guid.NewGuid().ToString("N"));
                if (await TakeAsync(session, send, now))
                    claimed.Add(send);
            }
            return (IReadOnlyList<UnsettledSend>)claimed;
        });

    /// <summary>Those of them that are known as texts of ours.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(IEnumerable<string> sids)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in sids.Chunk(SidsAtOnce))
        {
            known.UnionWith(
                await database.ReadAsync(session =>
                    session.QueryAsync<string>("select sid from send_attempts where sid in @some", new { some })
                )
            );
        }
        return known;
    }

    /// <summary>What a look found, if its lease still stands; false when it came too late.</summary>
    public Task<bool> SettleAsync(UnsettledSend send, LookResult result, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var settled = result switch
            {
                LookResult.Found found => await AdoptAsync(session, send, found, now),
                LookResult.Unclear unclear => await LeaveToPersonAsync(session, send, unclear.Reason, now),
                LookResult.Nothing => await NothingAsync(session, send, now),
                _ => throw new InvalidOperationException($"Unknown result {result.GetType().Name}."),
            };
            await SendClaims.FreePhoneAsync(session, send.Sender, send.Token);
            return settled;
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

    private static async Task<bool> AdoptAsync(
        Session session,
        UnsettledSend send,
        LookResult.Found found,
        DateTimeOffset now
    )
    {
        // A frozen sender's late answer, or a report, may have told the SID since the look.
        var ours = await session.ExecuteAsync(
            """
            update outbound_messages set settle_at = @now
            where id = @Id and state = 'unknown' and lease_token = @Token and lease_until > @now
                and not exists (select 1 from send_attempts where sid = @Sid and token <> @Attempt)
            """,
            new
            {
                send.Id,
                send.Token,
                send.Attempt,
                found.Sid,
                now,
            }
        );
        if (ours == 0)
        {
            await ReleaseAsync(session, send);
            return false;
        }
        var state = CarrierStatus.Read(found.Status ?? "") ?? DeliveryState.Sent;
        var report = new DeliveryReport(
            send.Attempt,
            found.Sid,
            state,
            found.ErrorCode,
            state == DeliveryState.Sent ? null : found.Status
        );
        return await DeliveryStore.ReportAsync(session, report, now) == Reported.Moved;
    }

    private static Task<int> ReleaseAsync(Session session, UnsettledSend send) =>
        session.ExecuteAsync(
            """
            update outbound_messages set lease_until = null, lease_token = null
            where id = @Id and state = 'unknown' and lease_token = @Token
            """,
            send
        );

    /// <summary>The list lags: only two empty looks, far enough apart, say that the carrier never had it.</summary>
    private async Task<bool> NothingAsync(Session session, UnsettledSend send, DateTimeOffset now)
    {
        var sure = send.EmptyLookAt is { } first && now - first >= options.SettleGap;
        if (!sure)
            return await session.ExecuteAsync(
                    """
                    update outbound_messages set
                        empty_look_at = coalesce(empty_look_at, @now), settle_at = @next,
                        lease_until = null, lease_token = null
                    where id = @Id and state = 'unknown' and lease_token = @Token and lease_until > @now
                    """,
                    new
                    {
                        send.Id,
                        send.Token,
                        now,
                        next = (send.EmptyLookAt ?? now) + options.SettleGap,
                    }
                ) > 0;
        if (send.Campaign)
            return await LeaveToPersonAsync(session, send, "campaign", now);
        var failed = now - send.CreatedAt >= options.RetryFor;
        var moved = await session.ExecuteAsync(
            """
            update outbound_messages set
                state = @state, due_at = @now, unknown_since = null, settle_at = null, empty_look_at = null,
                lease_until = null, lease_token = null,
                settled_at = case when @state = 'failed' then @now else settled_at end,
                error = case when @state = 'failed' then coalesce(error, 'the carrier never had it') else error end
            where id = @Id and state = 'unknown' and lease_token = @Token and lease_until > @now
            """,
            new
            {
                send.Id,
                send.Token,
                now,
                state = failed ? "failed" : "retry",
            }
        );
        if (moved > 0 && failed)
            await Waiting.GiveTheirOwnAsync(session, send.Id, now);
        return moved > 0;
    }

    private static async Task<bool> LeaveToPersonAsync(
        Session session,
        UnsettledSend send,
        string reason,
        DateTimeOffset now
    ) =>
        await session.ExecuteAsync(
            """
            update outbound_messages set left_to_person = @reason, lease_until = null, lease_token = null
            where id = @Id and state = 'unknown' and lease_token = @Token and lease_until > @now
            """,
            new
            {
                send.Id,
                send.Token,
                reason,
                now,
            }
        ) > 0;

    private async Task<bool> TakeAsync(Session session, UnsettledSend send, DateTimeOffset now)
    {
        var parameters = new
        {
            send.Id,
            send.Sender,
            send.Token,
            now,
            until = now + options.Lease,
        };
        if (!await SendClaims.TakePhoneAsync(session, send.Sender, send.Token, now, now + options.Lease))
            return false;
        var taken = await session.ExecuteAsync(
            """
            update outbound_messages set lease_until = @until, lease_token = @Token
            where id = @Id and state = 'unknown' and (lease_until is null or lease_until <= @now)
            """,
            parameters
        );
        if (taken == 0)
            await SendClaims.FreePhoneAsync(session, send.Sender, send.Token);
        return taken > 0;
    }

    private sealed class UnsettledRow
    {
        public long Id { get; init; }
        public string Sender { get; init; } = "";
        public string ToAddress { get; init; } = "";
        public bool Campaign { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? EmptyLookAt { get; init; }
        public string Attempt { get; init; } = "";
        public DateTimeOffset StartedAt { get; init; }
        public string Text { get; init; } = "";

        public UnsettledSend ToSend(string token) =>
            new(Id, token, Sender, ToAddress, Attempt, StartedAt, CreatedAt, Text, Campaign, EmptyLookAt);
    }
}
