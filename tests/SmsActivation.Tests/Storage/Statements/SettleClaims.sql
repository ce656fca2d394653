-- ClaimAsync
select o.id, o.sender, o.to_address, o.campaign, o.attempts, o.created_at, o.unknown_since, o.empty_look_at,
       i.sid as text_sid
from outbound_messages o with (updlock, readpast, rowlock, readcommittedlock)
    join conversations c on c.sender = o.sender
    left join inbound_messages i on i.id = (
        select min(l.inbound_id) from activation_log l where l.reply_id = o.id)
where o.state = 'unknown' and o.left_to_person is null
    and (o.settle_at <= @now or (o.settle_at is null and o.unknown_since <= @firstLook))
    and (o.lease_until is null or o.lease_until <= @now)
    and (c.send_lease_until is null or c.send_lease_until <= @now)
    -- what the list holds of two texts alike is the older one's
    and not exists (
        select 1 from outbound_messages e
        where e.state = 'unknown' and e.sender = o.sender and e.id < o.id
            and e.left_to_person is null
            and (e.settle_at <= @now or (e.settle_at is null and e.unknown_since <= @firstLook)))
order by coalesce(o.settle_at, o.unknown_since), o.id  offset 0 rows fetch next @most rows only
GO

-- OpenTriesAsync
select token, started_at, text from send_attempts
where message_id = @id and sid is null and (result is null or result = 'ambiguous')
order by id desc
GO

-- PutOffAsync
update outbound_messages set settle_at = @until, lease_until = null, lease_token = null
where id = @Id and state = 'unknown' and lease_token = @Token
GO

-- TakeAsync
update outbound_messages set lease_until = @until, lease_token = @token
where id = @Id and state = 'unknown' and (lease_until is null or lease_until <= @now)
GO
