-- AddAsync
update outbound_messages set by_staff = 1, instead_of = @insteadOf where id = @id
GO

-- LockAsync
select l.channel, i.to_address
from activation_log l left join inbound_messages i on i.id = l.inbound_id
where l.phone = @phone
order by l.id desc  offset 0 rows fetch next @most rows only
GO

-- LockAsync
select sender from conversations with (updlock, rowlock) where sender = @phone
GO
