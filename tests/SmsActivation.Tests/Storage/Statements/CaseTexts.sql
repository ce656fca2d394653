-- OfCardAsync
select i.id, l.id as log_id, l.message_sid as sid, l.phone, l.channel, i.to_address, i.body, i.media_count,
       coalesce(i.received_at, l.at) as received_at, i.state, i.attempts, i.swept, l.at as decided_at, l.card,
       l.outcome, l.reply_id, l.facts
from activation_log l join inbound_messages i on i.id = l.inbound_id where l.card = @number order by l.id desc  offset 0 rows fetch next @most rows only
GO

-- OfPhoneAsync
select i.id, l.id as log_id, l.message_sid as sid, l.phone, l.channel, i.to_address, i.body, i.media_count,
       coalesce(i.received_at, l.at) as received_at, i.state, i.attempts, i.swept, l.at as decided_at, l.card,
       l.outcome, l.reply_id, l.facts
from activation_log l join inbound_messages i on i.id = l.inbound_id where l.phone = @phone order by l.id desc  offset 0 rows fetch next @most rows only
GO

-- OfPhoneAsync
select id, sid, sender as phone, channel, to_address, body, media_count, received_at, state, attempts, swept
from inbound_messages where sender = @phone and done_at is null order by id desc
GO
