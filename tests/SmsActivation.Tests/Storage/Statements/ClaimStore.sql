-- BackToQueueAsync
update inbound_messages set state = 'new', lease_token = null, attempts = attempts - @attemptsBack
where sender = @Sender and state = 'working' and done_at is null and lease_token = @Token
GO

-- ClaimAsync
select i.id, i.sid, i.sender, i.channel, i.from_address, i.to_address, i.body, i.holds_password,
       i.media_count, i.opt_out_type, i.received_at, i.swept, i.attempts, i.state,
       case when c.sender is null then 1 else 0 end as is_new_sender,
       case when exists (
           select 1 from inbound_messages n
           where n.sender = i.sender and n.done_at is null and n.id > i.id) then 1 else 0 end as has_more
from inbound_messages i with (updlock, readpast, rowlock, readcommittedlock) left join conversations c on c.sender = i.sender
where i.done_at is null and (c.lease_until is null or c.lease_until <= @now)
    and not exists (   -- each sender once, lest one with a long backlog hide all others
        select 1 from inbound_messages e
        where e.sender = i.sender and e.done_at is null and e.id < i.id)
order by i.id  offset 0 rows fetch next @most rows only
GO

-- FreeAsync
update conversations set lease_until = null, lease_token = null
where sender = @sender and lease_token = @token
GO

-- GiveBackAsync
update conversations set lease_until = @until where sender = @Sender and lease_token = @Token
GO

-- GiveBackAsync
update inbound_messages set attempts = attempts - 1
where id = @Id and state in ('new', 'working') and done_at is null and attempts >= @Attempt
GO

-- IsHeldAsync
select count(*) from conversations where sender = @Sender and lease_token = @Token
GO

-- OldestAsync
select id, sid, sender, channel, from_address, to_address, body, holds_password, media_count, opt_out_type,
       received_at, swept, attempts
from inbound_messages
where sender = @sender and done_at is null
order by id  offset 0 rows fetch next @most rows only
GO

-- RestAsync
update conversations set lease_until = @until where sender = @Sender and lease_token = @Token
GO

-- SpreadAsync
update conversations set lease_until = @until, lease_token = null
where sender = @Sender and (lease_until is null or lease_until <= @now)
GO

-- SpreadAsync
update inbound_messages set state = 'new', lease_token = null
where sender = @Sender and state = 'working' and done_at is null
GO

-- TakeBackAllAsync
update conversations set lease_until = null, lease_token = null
where lease_token is not null or lease_until > @latest   -- no rest is longer: another clock's
GO

-- TakeLeaseAsync
insert into conversations (sender, lease_until, lease_token, created_at)
values (@Sender, @until, @token, @now)
GO

-- TakeLeaseAsync
update conversations with (updlock, readpast, rowlock, readcommittedlock) set lease_until = @until, lease_token = @token
where sender = @Sender and (lease_until is null or lease_until <= @now)
GO

-- TakeTextsAsync
update inbound_messages set state = 'working', attempts = attempts + 1, lease_token = @token
where sender = @Sender and id <= @last and state in ('new', 'working') and done_at is null
GO
