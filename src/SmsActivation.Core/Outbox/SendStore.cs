using SmsActivation.Core.Consents;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Members;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Outbox;

/// <summary>A claimed text on its way to the carrier: announced, then settled by what came of it.</summary>
/// <param name="events">Where members' consents that the carrier ends are told; null for nowhere.</param>
public sealed class SendStore(IDatabase database, OutboxOptions options, EventOutbox? events = null)
{
    private readonly EventOutbox _events = events ?? EventOutbox.Off;

    /// <summary>Announces a try before its first byte leaves; false when the lease was lost, or when the text is a campaign's
    /// that may not leave any more.</summary>
    public Task<bool> BeginAsync(SendLease lease, string text, DrawnPassword? password, DateTimeOffset now) =>
        database.WriteAsync(
            async session =>
            {
                var parameters = new
                {
                    lease.Text.Id,
                    lease.Text.Sender,
                    lease.Token,
                    until = now + options.Lease,
                    freshSince = CampaignTexts.Since(now),
                    now,
                };
                var held = await session.ExecuteAsync(
                    "update conversations set send_lease_until = @until where sender = @Sender and send_token = @Token",
                    parameters
                );
                var begun = await session.ExecuteAsync(
                    $"""
                    update outbound_messages set state = 'sending', attempts = attempts + 1, lease_until = @until
                    where id = @Id and state = 'claimed' and lease_token = @Token
                        and (campaign_id is null or exists (
                            select 1 from campaigns g join conversations c on c.sender = outbound_messages.sender
                            where g.id = outbound_messages.campaign_id
                                and {CampaignTexts.MayLeave("outbound_messages")}))
                    """,
                    parameters
                );
                if (held == 0 || begun == 0)
                    return session.Undo(false);
                await SendAttempts.AddAsync(session, lease.Text.Id, lease.Token, text, password is not null, now);
                if (password is not null)
                    await TemporaryPasswords.AddAsync(session, password, lease.Token, now);
                return true;
            },
            settle: async session =>
                await session.ScalarAsync<long>("select count(*) from send_attempts where token = @Token", lease) > 0
                    ? new Settled<bool>(true)
                    : null
        );

    /// <summary>The carrier has it. A delivery report may have said so already.</summary>
    public Task<bool> AcceptedAsync(SendLease lease, string sid, DateTimeOffset now) =>
        FinishAsync(
            lease,
            "accepted",
            errorCode: null,
            sid,
            now,
            session =>
                session.ExecuteAsync(
                    """
                    update outbound_messages set
                        state = 'sent', sid = @sid, sent_at = @now, poll_at = @pollAt,
                        lease_until = null, lease_token = null
                    -- 'retry' and 'claimed': it was taken for lost, and is about to be sent again
                    where id = @Id and state in ('sending', 'unknown', 'retry', 'claimed')
                        -- unless that is because a report said that this very try expired
                        and not exists (select 1 from send_attempts where token = @Token and result = 'expired')
                    """,
                    new
                    {
                        lease.Text.Id,
                        lease.Token,
                        sid,
                        now,
                        pollAt = now + DeliveryPolls.First,
                    }
                )
        );

    /// <summary>The carrier does not have it, or may not: what is surely not accepted voids its password.</summary>
    public Task<bool> NotAcceptedAsync(SendLease lease, SendFailure failure, NextStep next, DateTimeOffset now) =>
        FinishAsync(
            lease,
            Word(failure.Kind),
            failure.Code,
            sid: null,
            now,
            async session =>
            {
                if (failure.Kind != SendFailureKind.Ambiguous)
                    await TemporaryPasswords.VoidAsync(session, lease.Token, now);
                var (state, dueAt) = next switch
                {
                    NextStep.RetryAt retry => ("retry", retry.At),
                    NextStep.PauseSender pause => ("retry", pause.Until),
                    NextStep.GiveUp => ("failed", now),
                    NextStep.Settle => ("unknown", now),
                    _ => throw new InvalidOperationException($"Unknown next step {next}."),
                };
                var moved = await session.ExecuteAsync(
                    """
                    update outbound_messages set
                        state = @state, due_at = @dueAt, lease_until = null, lease_token = null,
                        unknown_since = case when @state = 'unknown' then @now else null end,
                        settle_at = null, empty_look_at = null, left_to_person = null,
                        settled_at = case when @state = 'failed' then @now else settled_at end,
                        error_code = case when @state = 'failed' then coalesce(error_code, @Code) else error_code end,
                        error = case when @state = 'failed' then coalesce(error, @Reason) else error end
                    where id = @Id and ((state = 'sending' and lease_token = @Token)
                        -- a sure answer that came after the sweep had given it up, and nobody has tried since
                        or (state = 'unknown' and @sure = 1
                            and @Token = (
                                select a.token from send_attempts a
                                where a.message_id = outbound_messages.id and not exists (
                                    select 1 from send_attempts n
                                    where n.message_id = a.message_id and n.id > a.id))))
                    """,
                    new
                    {
                        lease.Text.Id,
                        lease.Token,
                        sure = failure.Kind != SendFailureKind.Ambiguous,
                        failure.Code,
                        failure.Reason,
                        state,
                        dueAt,
                        now,
                    }
                );
                if (moved > 0 && next is NextStep.GiveUp)
                    await Waiting.GiveTheirOwnAsync(session, lease.Text.Id, now);
                return moved;
            }
        );

    private Task<bool> FinishAsync(
        SendLease lease,
        string result,
        int? errorCode,
        string? sid,
        DateTimeOffset now,
        Func<Session, Task<int>> move
    ) =>
        database.WriteAsync(async session =>
        {
            await SendClaims.FreePhoneAsync(session, lease.Text.Sender, lease.Token);
            if (errorCode == CarrierOptOut.Code)
                await CarrierOptOut.NoteAsync(session, _events, lease.Token, sid, now);
            await session.ExecuteAsync(
                """
                update send_attempts set
                    ended_at = @now,
                    result = case when result in ('accepted', 'expired') then result else @result end,
                    sid = coalesce(sid, @sid), error_code = coalesce(error_code, @errorCode),
                    redact_at = case
                        when result in ('accepted', 'expired') or @mayBeThere = 1 then redact_at else null end
                where token = @Token
                """,
                new
                {
                    lease.Token,
                    result,
                    mayBeThere = result is "accepted" or "ambiguous",
                    sid,
                    errorCode,
                    now,
                }
            );
            return await move(session) > 0;
        });

    private static string Word(SendFailureKind kind) =>
        kind switch
        {
            SendFailureKind.NotProcessed => "not-processed",
            SendFailureKind.OurFault => "our-fault",
            SendFailureKind.Rejected => "rejected",
            SendFailureKind.Ambiguous => "ambiguous",
        };
}
