-- BehindAsync
select id from activation_log where id > @after and 1 = 1 order by id
GO

-- BehindAsync
select id from activation_log where id > @after and outcome = @outcome order by id
GO

-- BehindAsync
select id from activation_log where id > @after and phone in @Phones and outcome = @outcome and at >= @Since order by id
GO

-- CountAsync
select count(*) from activation_log where 1 = 1 and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where at < @Until and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where at >= @Since and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where card = @Card and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where channel = @channel and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where host = @Host and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where id in (select id from activation_log where card is not null and card like @anyCard) and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where id in (select id from activation_log where phone in @Phones or phone like @anyPhone) and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where id in (select id from activation_log where phone in @Phones or phone like @anyPhone) and card = @Card and id in (select id from activation_log where card is not null and card like @anyCard) and outcome = @outcome and channel = @channel and language = @Language and host = @Host and at >= @Since and at < @Until and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where id in (select id from activation_log where phone like @anyPhone) and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where language = @Language and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where outcome = @outcome and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- CountAsync
select count(*) from activation_log where phone in @Phones and at <= @placeAt and (at < @placeAt or id < @placeId)
GO

-- FindAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id where l.id = @id
GO

-- GetAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id where l.id in @ids order by l.id
GO

-- NewerAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1 and at >= @placeAt and (at > @placeAt or id > @placeId)
    order by at, id  offset 0 rows fetch next @Limit rows only)
order by l.at, l.id
GO

-- NewestAsync
select coalesce(max(id), 0) from activation_log
GO

-- NewestOfCardAsync
select max(id) from activation_log where card = @card
GO

-- NewestOfPhonesAsync
select max(id) from activation_log where phone in @phones group by phone
GO

-- NewsAsync
select count(*) from activation_log
where id > @after and id <= @newest and (phone in @Phones or phone like @anyPhone)
GO

-- NewsAsync
select count(*) from activation_log
where id > @after and id <= @newest and 1 = 1
GO

-- NewsAsync
select count(*) from activation_log
where id > @after and id <= @newest and card like @anyCard
GO

-- NewsAsync
select count(*) from activation_log
where id > @after and id <= @newest and outcome = @outcome
GO

-- NewsAsync
select count(*) from activation_log
where id > @after and id <= @newest and phone in @Phones and card = @Card and outcome = @outcome and channel = @channel and language = @Language and host = @Host
GO

-- NewsAsync
select count(*) from activation_log
where id > @after and id <= @newest and phone like @anyPhone
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where 1 = 1 and at <= @placeAt and (at < @placeAt or id < @placeId)
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where at < @Until
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where at >= @Since
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where card = @Card
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where channel = @channel
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where host = @Host
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where id in (select id from activation_log where card is not null and card like @anyCard)
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where id in (select id from activation_log where phone in @Phones or phone like @anyPhone)
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where id in (select id from activation_log where phone in @Phones or phone like @anyPhone) and card = @Card and id in (select id from activation_log where card is not null and card like @anyCard) and outcome = @outcome and channel = @channel and language = @Language and host = @Host and at >= @Since and at < @Until
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where id in (select id from activation_log where phone like @anyPhone)
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where language = @Language
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where outcome = @outcome
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where outcome = @outcome and at <= @placeAt and (at < @placeAt or id < @placeId)
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where outcome = @outcome and channel = @channel and language = @Language and host = @Host and at >= @Since
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where phone in @Phones
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- OlderAsync
select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome, l.language, l.host,
       o.template as reply, o.state as reply_state, o.error_code as reply_error
from activation_log l
left join outbound_messages o on o.id = l.reply_id
where l.id in (
    select id from activation_log
    where phone in @Phones and outcome = @outcome and at >= @Since
    order by at desc, id desc  offset 0 rows fetch next @Limit rows only)
order by l.at desc, l.id desc
GO

-- PlaceAsync
select at, id from activation_log where id = @id
GO

-- TopAsync
select at, id from activation_log order by at desc, id desc  offset 0 rows fetch next @one rows only
GO
