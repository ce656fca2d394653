-- DeadAsync
select count(*) as waiting, min(received_at) as oldest_at from inbound_messages
where state = 'dead' and dealt_at is null
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

-- OutboxAsync
select count(*) as waiting, min(due_at) as oldest_at from outbound_messages
where state in ('queued', 'retry')
GO

-- UnknownAsync
select case when left_to_person is null then 0 else 1 end as is_left, count(*) as waiting,
       min(unknown_since) as oldest_at
from outbound_messages
where state = 'unknown' and dealt_at is null
group by case when left_to_person is null then 0 else 1 end
GO
