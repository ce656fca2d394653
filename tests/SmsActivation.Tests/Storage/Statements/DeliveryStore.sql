-- FindAsync
select a.id from send_attempts a with (updlock, rowlock) where a.sid = @Sid
GO

-- FindAsync
select a.id from send_attempts a with (updlock, rowlock) where a.token = @Attempt
GO

-- FindAsync
select o.id from outbound_messages o with (updlock, rowlock)
where o.id in (select a.message_id from send_attempts a where a.sid = @Sid)
GO

-- FindAsync
select o.id from outbound_messages o with (updlock, rowlock)
where o.id in (select a.message_id from send_attempts a where a.token = @Attempt)
GO

-- FindAsync
select o.id, o.state, o.sid as message_sid, o.holds_password, o.campaign, a.result, a.sid,
       case when exists (
           select 1 from send_attempts n where n.message_id = a.message_id and n.id > a.id)
       then 0 else 1 end as is_last_try
from send_attempts a join outbound_messages o on o.id = a.message_id
where a.sid = @Sid
GO

-- FindAsync
select o.id, o.state, o.sid as message_sid, o.holds_password, o.campaign, a.result, a.sid,
       case when exists (
           select 1 from send_attempts n where n.message_id = a.message_id and n.id > a.id)
       then 0 else 1 end as is_last_try
from send_attempts a join outbound_messages o on o.id = a.message_id
where a.token = @Attempt
GO

-- MoveAsync
update outbound_messages set
    state = 'sent', sid = coalesce(sid, @Sid), sent_at = @now, poll_at = @pollAt,
    lease_until = null, lease_token = null
where id = @id and state in ('sending', 'unknown', 'retry', 'claimed')
GO

-- MoveAsync
update outbound_messages set
    state = @state, sid = coalesce(sid, @Sid), sent_at = coalesce(sent_at, @now), settled_at = @now,
    lease_until = null, lease_token = null,
    error_code = coalesce(error_code, @ErrorCode),
    error = case when @state = 'delivered' then error else coalesce(error, @Word) end
where id = @id and state in ('sending', 'unknown', 'retry', 'claimed', 'sent')
GO

-- MoveAsync
update outbound_messages set passed_on_at = @now where id = @id and passed_on_at is null
GO

-- MoveAsync
update send_attempts set redact_at = @now
where message_id = @id and (token = @Attempt or sid = @Sid) and redacted_at is null
GO

-- MoveAsync
update send_attempts set result = 'accepted', sid = coalesce(sid, @Sid)
where message_id = @id and (token = @Attempt or sid = @Sid)
GO
