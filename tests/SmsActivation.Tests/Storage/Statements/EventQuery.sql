-- ListAsync
select v.at, v.event_id, v.type, v.member_id, v.sequence, c.number as card, v.reason, v.changed,
       d.target, d.state, d.attempts, d.status, d.error, d.due_at, d.ended_at
from event_deliveries d
    join events v on v.id = d.event_id
    left join cards c on c.id = v.card_id
where d.id in (
    select d.id from event_deliveries d join events v on v.id = d.event_id
    where 1 = 1
    order by d.id desc  offset 0 rows fetch next @Limit rows only)
order by d.id
GO

-- ListAsync
select v.at, v.event_id, v.type, v.member_id, v.sequence, c.number as card, v.reason, v.changed,
       d.target, d.state, d.attempts, d.status, d.error, d.due_at, d.ended_at
from event_deliveries d
    join events v on v.id = d.event_id
    left join cards c on c.id = v.card_id
where d.id in (
    select d.id from event_deliveries d join events v on v.id = d.event_id
    where 1 = 1 and d.target = @Target and d.state = @State and v.type = @type and v.member_id = @MemberId and v.at >= @Since
    order by d.id desc  offset 0 rows fetch next @Limit rows only)
order by d.id
GO

-- ListAsync
select v.at, v.event_id, v.type, v.member_id, v.sequence, c.number as card, v.reason, v.changed,
       d.target, d.state, d.attempts, d.status, d.error, d.due_at, d.ended_at
from event_deliveries d
    join events v on v.id = d.event_id
    left join cards c on c.id = v.card_id
where d.id in (
    select d.id from event_deliveries d join events v on v.id = d.event_id
    where 1 = 1 and v.event_id = @EventId
    order by d.id desc  offset 0 rows fetch next @Limit rows only)
order by d.id
GO

-- ReplayAsync
insert into event_deliveries (event_id, target, subject, state, due_at, retry_until)
select v.id, @name, v.subject, 'queued', @now, @retryUntil
from events v
where 1 = 1 and v.at >= @Since
    and not exists (select 1 from event_deliveries d where d.event_id = v.id and d.target = @name)
order by v.id
GO

-- ReplayAsync
insert into event_deliveries (event_id, target, subject, state, due_at, retry_until)
select v.id, @name, v.subject, 'queued', @now, @retryUntil
from events v
where 1 = 1 and v.member_id = @MemberId
    and not exists (select 1 from event_deliveries d where d.event_id = v.id and d.target = @name)
order by v.id
GO

-- ReplayAsync
update event_deliveries set state = 'queued', attempts = 0, refusals = 0, due_at = @now, retry_until = @retryUntil,
    status = null, error = null, ended_at = null
where target = @name and state in ('delivered', 'failed')
    and event_id in (select v.id from events v where 1 = 1 and v.at >= @Since)
GO

-- ReplayAsync
update event_deliveries set state = 'queued', attempts = 0, refusals = 0, due_at = @now, retry_until = @retryUntil,
    status = null, error = null, ended_at = null
where target = @name and state in ('delivered', 'failed')
    and event_id in (select v.id from events v where 1 = 1 and v.member_id = @MemberId)
GO
