-- ReadAsync
select
    (select count(*) from inbound_messages where done_at is null) as inbox,
    (select received_at from inbound_messages
     where id = (select min(id) from inbound_messages where done_at is null)) as inbox_since,
    (select count(*) from outbound_messages where state in ('queued', 'retry')) as outbox,
    (select count(*) from outbound_messages
     where state in ('queued', 'retry') and due_at <= @now) as due,
    (select min(due_at) from outbound_messages
     where state in ('queued', 'retry') and due_at <= @now) as due_since,
    (select count(*) from outbound_messages where lease_until is not null) as leaving,
    (select count(*) from outbound_messages
     where state = 'unknown' and dealt_at is null) as unknown,
    (select min(unknown_since) from outbound_messages
     where state = 'unknown' and dealt_at is null) as unknown_since,
    (select count(*) from outbound_messages o
where o.state = 'unknown' and o.left_to_person is not null and o.dealt_at is null
    and o.sender <> '' and o.sender not like 'erased:%') as left_to_person,
    (select count(*) from inbound_messages i
where i.state = 'dead' and i.dealt_at is null and i.sender <> '' and i.sender not like 'erased:%'
    and not exists (select 1 from inbound_messages n where n.sid = concat(i.sid, '-again'))
    and not exists (
        select 1 from activation_log d join activation_log l on l.phone = d.phone and l.id > d.id
        where d.inbound_id = i.id and l.outcome <> 'Unprocessed')) as dead
GO
