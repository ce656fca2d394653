-- ReplayAsync
insert into inbound_messages
    (sid, sender, channel, from_address, to_address, body, holds_password, media_count, opt_out_type,
     received_at, swept, state)
select @again, sender, channel, from_address, to_address, body, holds_password, media_count,
    opt_out_type, @receivedAt, 1, 'new'
from inbound_messages where id = @text and state = 'dead'
GO

-- ReplayAsync
select sid, sender, body, media_count, opt_out_type, received_at from inbound_messages
where id = @text and state = 'dead'
GO
