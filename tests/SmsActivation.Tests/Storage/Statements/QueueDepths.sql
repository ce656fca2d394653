-- DeadAsync
select count(*) as waiting, min(i.received_at) as oldest_at from inbound_messages i
where i.state = 'dead' and i.dealt_at is null and i.sender <> '' and i.sender not like 'erased:%'
    and not exists (select 1 from inbound_messages n where n.sid = concat(i.sid, '-again'))
    and not exists (
        select 1 from activation_log d join activation_log l on l.phone = d.phone and l.id > d.id
        where d.inbound_id = i.id and l.outcome <> 'Unprocessed')
GO

-- EventsAsync
select count(*) as waiting, min(due_at) as oldest_at from event_deliveries
where state in ('queued', 'retry')
GO

-- InboxAsync
select (select count(*) from inbound_messages where done_at is null) as waiting,
       (select f.received_at from inbound_messages f
        where f.id = (select min(i.id) from inbound_messages i where i.done_at is null)) as oldest_at
GO

-- LeftToPersonAsync
select count(*) as waiting, min(o.unknown_since) as oldest_at from outbound_messages o
where o.state = 'unknown' and o.left_to_person is not null and o.dealt_at is null
    and o.sender <> '' and o.sender not like 'erased:%'
GO

-- OutboxAsync
select count(*) as waiting, min(due_at) as oldest_at from outbound_messages
where state in ('queued', 'retry')
GO

-- UnknownAsync
select count(*) as waiting, min(unknown_since) as oldest_at from outbound_messages
where state = 'unknown' and left_to_person is null and dealt_at is null
GO
