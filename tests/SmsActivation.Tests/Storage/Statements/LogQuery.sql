-- ListAsync
select l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
       o.template as reply, o.state as reply_state
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1
    order by id desc  offset 0 rows fetch next @Limit rows only)
order by l.id
GO

-- ListAsync
select l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
       o.template as reply, o.state as reply_state
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1 and (phone in @Phones or phone like @anyPhone or phone like @orPhone)
    order by id desc  offset 0 rows fetch next @Limit rows only)
order by l.id
GO

-- ListAsync
select l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
       o.template as reply, o.state as reply_state
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1 and (phone in @Phones or phone like @anyPhone or phone like @orPhone) and card = @Card and card like @anyCard and outcome = @outcome and at >= @Since
    order by id desc  offset 0 rows fetch next @Limit rows only)
order by l.id
GO

-- ListAsync
select l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
       o.template as reply, o.state as reply_state
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1 and at >= @Since
    order by id desc  offset 0 rows fetch next @Limit rows only)
order by l.id
GO

-- ListAsync
select l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
       o.template as reply, o.state as reply_state
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1 and card = @Card
    order by id desc  offset 0 rows fetch next @Limit rows only)
order by l.id
GO

-- ListAsync
select l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
       o.template as reply, o.state as reply_state
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1 and card like @anyCard
    order by id desc  offset 0 rows fetch next @Limit rows only)
order by l.id
GO

-- ListAsync
select l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
       o.template as reply, o.state as reply_state
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1 and outcome = @outcome
    order by id desc  offset 0 rows fetch next @Limit rows only)
order by l.id
GO

-- ListAsync
select l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
       o.template as reply, o.state as reply_state
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1 and phone in @Phones
    order by id desc  offset 0 rows fetch next @Limit rows only)
order by l.id
GO
