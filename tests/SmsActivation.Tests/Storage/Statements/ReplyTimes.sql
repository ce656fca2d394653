-- ReadAsync
select i.received_at, o.sent_at
from activation_log l
    join outbound_messages o on o.id = l.reply_id
    join inbound_messages i on i.id = l.inbound_id
where l.at >= @since and o.sent_at >= i.received_at
order by l.at desc, l.id desc  offset 0 rows fetch next @most rows only
GO
