-- ChangeOptOutAsync
update conversations set
    sms_opted_out_at = case when @optsOut = 1 then @ReceivedAt else sms_opted_out_at end,
    sms_keyword_at = @ReceivedAt
where sender = @Sender and (@Swept = 0 or sms_keyword_at is null or sms_keyword_at <= @ReceivedAt
    or (@optsOut = 1 and sms_keyword_at > @now))
GO

-- ChangeOptOutAsync
update conversations set
    whatsapp_opted_out_at = case when @optsOut = 1 then @ReceivedAt else whatsapp_opted_out_at end,
    whatsapp_keyword_at = @ReceivedAt
where sender = @Sender and (@Swept = 0 or whatsapp_keyword_at is null
    or whatsapp_keyword_at <= @ReceivedAt or (@optsOut = 1 and whatsapp_keyword_at > @now))
GO

-- ChangeOptOutAsync
update conversations set sms_opted_out_at = null where sender = @Sender
GO

-- ChangeOptOutAsync
update conversations set whatsapp_opted_out_at = null where sender = @Sender
GO

-- CountAsync
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
GO

-- HoldAsync
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
GO
