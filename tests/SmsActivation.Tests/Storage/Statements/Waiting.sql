-- GiveTheirOwnAsync
insert into outbound_messages
    (sender, channel, to_address, texted_address, template, language, member_id,
     holds_password, state, priority, due_at, created_at)
select i.sender, i.channel, i.from_address, i.to_address, @template, f.language, f.member_id,
       1, 'queued', @priority, @now, @now
from activation_log l
    join inbound_messages i on i.id = l.inbound_id
    join outbound_messages f on f.id = @failedReply
where l.id = @oldest; select cast(scope_identity() as bigint)
GO

-- GiveTheirOwnAsync
select id from activation_log
where reply_id = @failedReply and outcome = 'PasswordReissued'
    -- a phone that was erased meanwhile waits for nothing
    and exists (select 1 from conversations where sender = phone)
    and id > (select min(id) from activation_log where reply_id = @failedReply)
order by id
GO

-- GiveTheirOwnAsync
select id from activation_log
where reply_id = @failedReply and outcome = 'PasswordReissued'
    -- a phone that was erased meanwhile waits for nothing
    and exists (select 1 from conversations where sender = phone)
    and id > (select min(id) from activation_log where reply_id = @failedReply) and exists (select 1 from inbound_messages i where i.id = inbound_id and i.received_at >= @askedFrom)
order by id
GO

-- GiveTheirOwnAsync
update activation_log set reply_id = @own where id in @waiting and reply_id = @failedReply
GO
