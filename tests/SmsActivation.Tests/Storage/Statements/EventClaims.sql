-- ClaimAsync
select d.id from event_deliveries d
where d.target = @target and d.state in ('queued', 'retry') and d.due_at <= @now
    and not exists (
        select 1 from event_deliveries e
        where e.target = @target and e.subject = d.subject and e.id < d.id
            and e.state in ('queued', 'retry', 'sending'))
order by d.due_at, d.id  offset 0 rows fetch next @most rows only
GO

-- ClaimAsync
select d.id, v.event_id, v.type, v.at, v.member_id, v.sequence, c.number as card_number,
       v.reason, v.changed, d.attempts, d.refusals, d.retry_until
from event_deliveries d
    join events v on v.id = d.event_id
    left join cards c on c.id = v.card_id
where d.id in @due and d.lease_token = @token
order by d.id
GO

-- ClaimAsync
update event_deliveries set
    state = 'sending', attempts = attempts + 1, lease_token = @token, lease_until = @until
where id in @due and state in ('queued', 'retry') and due_at <= @now
GO

-- EndAsync
update event_deliveries set state = @state, status = @status, error = @error, ended_at = @endedAt,
    refusals = refusals + case when @error is null then 0 else 1 end, due_at = @dueAt, lease_until = null, lease_token = null
where id = @id and state = 'sending' and lease_token = @token
GO

-- ReleaseAsync
update event_deliveries set
    state = 'retry', attempts = attempts - 1, due_at = @now, lease_until = null, lease_token = null
where id = @id and state = 'sending' and lease_token = @token
GO

-- TakeBackAsync
update event_deliveries set state = 'retry', due_at = @now, lease_until = null, lease_token = null
where lease_until is not null and (lease_until <= @now or @all = 1) and state = 'sending'
GO
