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
    (select count(*) from outbound_messages where state = 'unknown') as unknown,
    (select min(unknown_since) from outbound_messages where state = 'unknown') as unknown_since,
    (select count(*) from outbound_messages
     where state = 'unknown' and left_to_person is not null) as left_to_person,
    (select count(*) from inbound_messages where state = 'dead') as dead
GO
