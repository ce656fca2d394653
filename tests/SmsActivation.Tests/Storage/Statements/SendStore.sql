-- AcceptedAsync
update outbound_messages set
    state = 'sent', sid = @sid, sent_at = @now, poll_at = @pollAt,
    lease_until = null, lease_token = null
-- 'retry' and 'claimed': it was taken for lost, and is about to be sent again
where id = @Id and state in ('sending', 'unknown', 'retry', 'claimed')
    -- unless that is because a report said that this very try expired
    and not exists (select 1 from send_attempts where token = @Token and result = 'expired')
GO

-- BeginAsync
select count(*) from send_attempts where token = @Token
GO

-- BeginAsync
update conversations set send_lease_until = @until where sender = @Sender and send_token = @Token
GO

-- BeginAsync
update outbound_messages set state = 'sending', attempts = attempts + 1, lease_until = @until
where id = @Id and state = 'claimed' and lease_token = @Token
    and (campaign_id is null or exists (
        select 1 from campaigns g join conversations c on c.sender = outbound_messages.sender
        where g.id = outbound_messages.campaign_id
            and g.state = 'Running' and c.sms_opted_out_at is null
    and outbound_messages.created_at > @freshSince and outbound_messages.valid_until > @now
    and (g.kind not in ('Invite', 'Reminder') or g.corrects is not null or (
        not exists (
            select 1 from members m join card_links l on l.member_id = m.id
            where m.phone = outbound_messages.sender and l.unlinked_at is null)
        and not exists (
            select 1 from campaign_recipients r join cards k on k.number = r.card
            where r.outbound_id = outbound_messages.id and k.state = 'Active')))))
GO

-- FinishAsync
update send_attempts set
    ended_at = @now,
    result = case when result in ('accepted', 'expired') then result else @result end,
    sid = coalesce(sid, @sid), error_code = coalesce(error_code, @errorCode),
    redact_at = case
        when result in ('accepted', 'expired') or @mayBeThere = 1 then redact_at else null end
where token = @Token
GO

-- NotAcceptedAsync
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
GO
