using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>Settles sends of unknown end by what a look into the carrier's list found.</summary>
/// <param name="events">Where members' consents that the carrier ends are told; null for nowhere.</param>
public sealed class SettleStore(IDatabase database, OutboxOptions options, EventOutbox? events = null)
{
    private readonly EventOutbox _events = events ?? EventOutbox.Off;

    // SQL Server takes 2,100 parameters.
    private const int SidsAtOnce = 500;

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
            // The phone first: the lock order is conversation, then outbox.
            await SendClaims.FreePhoneAsync(session, send.Sender, send.Token);
            return result switch
            {
                LookResult.Found found => await AdoptAsync(session, send, found, now),
                LookResult.Unclear unclear => await LeaveToPersonAsync(session, send, unclear.Reason, now),
                LookResult.Nothing => await NothingAsync(session, send, now),
                _ => throw new InvalidOperationException($"Unknown result {result.GetType().Name}."),
            };
        });

    private async Task<bool> AdoptAsync(Session session, UnsettledSend send, LookResult.Found found, DateTimeOffset now)
    {
        var newest = found.Newest;
        var state = CarrierStatus.Read(newest.Status ?? "") ?? DeliveryState.Sent;
        var word = state == DeliveryState.Sent ? null : newest.Status;
        var report = new DeliveryReport(newest.Attempt, newest.Sid, state, newest.ErrorCode, word);
        // Before the text is locked; and true of its phone though the look came too late.
        await DeliveryStore.NoteOptOutAsync(session, _events, report, now);
        // A frozen sender's late answer, or a report, may have told a SID since the look.
        var ours = await session.ExecuteAsync(
            """
            update outbound_messages set settle_at = @now
            where id = @Id and state = 'unknown' and lease_token = @Token and lease_until > @now
                and not exists (select 1 from send_attempts where sid in @sids)
            """,
            new
            {
                send.Id,
                send.Token,
                sids = found.Earlier.Append(found.Newest).Select(one => one.Sid),
                now,
            }
        );
        if (ours == 0)
        {
            await ReleaseAsync(session, send);
            return false;
        }
        // The customer has those as well, each with its password.
        foreach (var earlier in found.Earlier)
            await session.ExecuteAsync(
                """
                update send_attempts set result = 'accepted', sid = @Sid, error_code = @ErrorCode
                where token = @Attempt and message_id = @Id and sid is null
                """,
                new
                {
                    send.Id,
                    earlier.Attempt,
                    earlier.Sid,
                    earlier.ErrorCode,
                }
            );
        return await DeliveryStore.MoveAsync(session, report, now) == Reported.Moved;
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
        var gap = SettleRules.GapAfter(send.Tries.Count, options.SettleGap);
        var sure = send.EmptyLookAt is { } first && now - first >= gap;
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
                        next = (send.EmptyLookAt ?? now) + gap,
                    }
                ) > 0;
        if (send.Campaign)
            return await LeaveToPersonAsync(session, send, "campaign", now);
        var failed = NextStep.IsTriedEnough(send.Attempts, send.CreatedAt, options.RetryFor, now);
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
    )
    {
        var left = await session.ExecuteAsync(
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
        );
        // Nobody's next step may hang on a person's time.
        if (left > 0)
            await Waiting.GiveTheirOwnAsync(session, send.Id, now);
        return left > 0;
    }
}
