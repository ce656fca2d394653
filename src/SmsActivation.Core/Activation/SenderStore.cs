using SmsActivation.Core.Consents;
using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Activation;

/// <summary>What an outcome changes in its sender's own row: leases, counters, opt-out.</summary>
internal static class SenderStore
{
    /// <summary>Takes the sender's row and counts the reply, which the lease alone may do: what it was decided on cannot
    /// have changed. False when the lease is no longer ours, or something of this phone is under way and leaves no room for
    /// <paramref name="place"/>.</summary>
    public static async Task<bool> HoldAsync(
        Session session,
        ConversationLease lease,
        ActivationOutcome outcome,
        bool endsLease,
        SendPlace? place,
        ActivationLimits limits,
        DateTimeOffset now
    ) =>
        await session.ExecuteAsync(
            """
            update conversations set
                last_text_at = case when @showsMember = 1 then @now else last_text_at end,
                lease_until = case when @endsLease = 1 then null else lease_until end,
                lease_token = case when @endsLease = 1 then null else lease_token end,
                replies_burst = case
                    when @replies = 0 then replies_burst
                    when replies_burst_since > @burstStart then replies_burst + 1
                    else 1 end,
                replies_burst_since = case
                    when @replies = 0 or replies_burst_since > @burstStart then replies_burst_since
                    else @now end,
                replies_day = case
                    when @replies = 0 then replies_day
                    when replies_day_since > @dayStart then replies_day + 1
                    else 1 end,
                replies_day_since = case
                    when @replies = 0 or replies_day_since > @dayStart then replies_day_since
                    else @now end,
                send_lease_until = case when @sendToken is null then send_lease_until else @sendUntil end,
                send_token = case when @sendToken is null then send_token else @sendToken end
            where sender = @Sender and lease_token = @Token
                and (@sendToken is null
                    or ((send_lease_until is null or send_lease_until <= @now)
                        and not exists (
                            select 1 from outbound_messages o
                            where o.sender = conversations.sender
                                and o.state in ('queued', 'claimed', 'sending', 'retry', 'unknown'))))
            """,
            new
            {
                lease.Sender,
                lease.Token,
                now,
                endsLease,
                showsMember = outcome.ShowsMember,
                replies = outcome.Reply is not null,
                burstStart = now - ActivationLimits.BurstWindow,
                dayStart = now - limits.Window,
                sendToken = place?.Token,
                sendUntil = place?.Until,
            }
        ) > 0;

    /// <summary>Failed tries and asked-for passwords, each within its window. Most texts count nothing.</summary>
    public static async Task CountAsync(
        Session session,
        string sender,
        ActivationOutcome outcome,
        DateTimeOffset windowStart,
        DateTimeOffset now
    )
    {
        if (outcome is { FailedTries: 0, CountsPasswordRequest: false, Notice: null })
            return;
        await session.ExecuteAsync(
            """
            update conversations set
                tries_notice_at = case
                    when @triesNotice = 1 then @now
                    when @failed > 0 and (failed_since is null or failed_since <= @windowStart) then null
                    else tries_notice_at end,
                failed_tries = case
                    when @failed > 0 and (failed_since is null or failed_since <= @windowStart) then @failed
                    else failed_tries + @failed end,
                failed_since = case
                    when @failed > 0 and (failed_since is null or failed_since <= @windowStart) then @now
                    else failed_since end,
                password_notice_at = case
                    when @passwordNotice = 1 then @now
                    when @asked > 0 and (password_since is null or password_since <= @windowStart) then null
                    else password_notice_at end,
                password_requests = case
                    when @asked > 0 and (password_since is null or password_since <= @windowStart) then @asked
                    else password_requests + @asked end,
                password_since = case
                    when @asked > 0 and (password_since is null or password_since <= @windowStart) then @now
                    else password_since end
            where sender = @sender
            """,
            new
            {
                sender,
                now,
                windowStart,
                failed = outcome.FailedTries,
                asked = outcome.CountsPasswordRequest ? 1 : 0,
                triesNotice = outcome.Notice == LimitNotice.FailedTries,
                passwordNotice = outcome.Notice == LimitNotice.PasswordRequests,
            }
        );
    }

    /// <summary>A phone's webhooks are handled in their order, so each has the last word, whatever the clocks said. What a
    /// sweep finds may come after newer ones: it changes nothing that is newer than it. A keyword that is yet to come was
    /// stamped by a clock that was ahead and says nothing of the order; then a STOP counts, the more careful of the two.
    /// START ends the STOP of the number that it is sent to, as the carrier does; the conversation is opted out for as long
    /// as another stands.</summary>
    public static async Task ChangeOptOutAsync(
        Session session,
        EventOutbox events,
        InboundText text,
        OptOutChange change,
        DateTimeOffset now
    )
    {
        var parameters = new
        {
            text.Sender,
            text.ReceivedAt,
            text.Swept,
            optsOut = change == OptOutChange.Out,
            now,
        };
        var counts = await session.ExecuteAsync(
            text.Channel switch
            {
                Channel.Sms => """
                update conversations set
                    sms_opted_out_at = case when @optsOut = 1 then @ReceivedAt else sms_opted_out_at end,
                    sms_keyword_at = @ReceivedAt
                where sender = @Sender and (@Swept = 0 or sms_keyword_at is null or sms_keyword_at <= @ReceivedAt
                    or (@optsOut = 1 and sms_keyword_at > @now))
                """,
                Channel.WhatsApp => """
                update conversations set
                    whatsapp_opted_out_at = case when @optsOut = 1 then @ReceivedAt else whatsapp_opted_out_at end,
                    whatsapp_keyword_at = @ReceivedAt
                where sender = @Sender and (@Swept = 0 or whatsapp_keyword_at is null
                    or whatsapp_keyword_at <= @ReceivedAt or (@optsOut = 1 and whatsapp_keyword_at > @now))
                """,
            },
            parameters
        );
        if (counts == 0)
            return;
        var optOut = new OptOut(text.Sender, text.Channel, text.To);
        var source = $"{text.Channel.Word()}:{text.Sid}";
        if (change == OptOutChange.Out)
            await OptOuts.StopAsync(session, events, optOut, source, text.ReceivedAt, now);
        else if (await OptOuts.StartAsync(session, events, optOut, source, text.ReceivedAt, now))
            await session.ExecuteAsync(
                text.Channel switch
                {
                    Channel.Sms => "update conversations set sms_opted_out_at = null where sender = @Sender",
                    Channel.WhatsApp => "update conversations set whatsapp_opted_out_at = null where sender = @Sender",
                },
                parameters
            );
    }
}
