-- ReplaceAsync
select token from send_attempts where message_id = @id and (token = @Attempt or sid = @Sid)
GO

-- ReplaceAsync
update outbound_messages set
    -- 'retry' and 'claimed': the try was taken for lost, so the next one is on its way as it is
    state = case when state = 'claimed' then state else 'retry' end,
    due_at = case when state in ('retry', 'claimed') then due_at else @now end,
    lease_until = case when state = 'claimed' then lease_until else null end,
    lease_token = case when state = 'claimed' then lease_token else null end,
    replaced_at = @now, sid = null, sent_at = null, poll_at = null, polls = 0,
    unknown_since = null, settle_at = null, empty_look_at = null, left_to_person = null
where id = @id and replaced_at is null and state in ('sending', 'unknown', 'sent', 'retry', 'claimed')
    -- a phone that was erased meanwhile waits for nothing
    and exists (select 1 from conversations c where c.sender = outbound_messages.sender)
    and not exists (
        select 1 from outbound_messages n
        where n.member_id = outbound_messages.member_id and n.holds_password = 1 and n.campaign = 0
            and n.id > outbound_messages.id)
    and not exists (
        select 1 from members m
        where m.id = outbound_messages.member_id and m.password_hash is not null)
GO

-- ReplaceAsync
update send_attempts set result = @Word, ended_at = coalesce(ended_at, @now), sid = coalesce(sid, @Sid),
    error_code = @ErrorCode, redact_at = case when redacted_at is null then @now else redact_at end
where token = @attempt
GO
