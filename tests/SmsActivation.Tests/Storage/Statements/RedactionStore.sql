-- ClaimAsync
select a.id, a.sid, a.redact_at, a.redact_tries
from send_attempts a join outbound_messages o on o.id = a.message_id
where a.redact_at is not null and a.redact_at <= @now and a.sid is not null
    and (o.state in ('delivered', 'undelivered', 'failed') or a.started_at <= @withoutReport)
    -- while a look compares this phone's texts, they stay as they are
    and not exists (
        select 1 from outbound_messages u
        where u.state = 'unknown' and u.sender = o.sender and u.left_to_person is null)
order by a.redact_at, a.id  offset 0 rows fetch next @most rows only
GO

-- ClaimAsync
update send_attempts set redact_at = null
where redact_at is not null and redact_at <= @untold and sid is null
GO

-- DoneAsync
update send_attempts set redact_at = null, redacted_at = @now where id in @attempts
GO

-- PutOffAsync
update send_attempts set redact_at = @until, redact_tries = redact_tries + 1
where id = @Attempt and redact_at is not null
GO

-- TakeAsync
update send_attempts set redact_at = @until where id = @Id and redact_at = @RedactAt
GO
