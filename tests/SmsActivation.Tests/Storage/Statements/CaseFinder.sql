-- BySidAsync
select i.id, i.sender as number, l.at, l.outcome
from inbound_messages i left join activation_log l on l.inbound_id = i.id where i.sid = @sid
GO

-- BySidAsync
select l.id, l.phone as number, l.at, l.outcome
from send_attempts a join activation_log l on l.reply_id = a.message_id where a.sid = @sid
GO

-- CardsAsync
select id, card as number, at, outcome from activation_log
where id in (select max(id) from activation_log where card in @numbers group by card)
GO

-- CardsAsync
select id, number from cards where number in @numbers
GO

-- LastOfPhonesAsync
select id, phone as number from members where phone in @rest and closed_at is null
GO

-- LastOfPhonesAsync
select id, phone as number, at, outcome from activation_log
where id in (select max(id) from activation_log where phone in @phones group by phone)
GO

-- LastOfPhonesAsync
select max(id) as id, sender as number from inbound_messages
where sender in @rest and done_at is null group by sender
GO

-- NumbersAsync
select card from activation_log where card is not null and card like @anyCard
group by card order by max(id) desc  offset 0 rows fetch next @most rows only
GO

-- NumbersAsync
select number from cards where number like @anyCard order by number  offset 0 rows fetch next @most rows only
GO

-- PhonesAsync
select distinct sender from inbound_messages where sender in @Phones and done_at is null
GO

-- PhonesAsync
select phone from members where closed_at is null and (phone in @Phones or phone like @anyPhone or phone like @orPhone)
order by phone  offset 0 rows fetch next @most rows only
GO

-- PhonesAsync
select phone from members where closed_at is null and (phone in @Phones or phone like @anyPhone)
order by phone  offset 0 rows fetch next @most rows only
GO

-- PhonesAsync
select phone from members where closed_at is null and phone in @Phones
order by phone  offset 0 rows fetch next @most rows only
GO

-- PhonesAsync
select sender from conversations where (sender in @Phones or sender like @anyPhone or sender like @orPhone)
order by sender  offset 0 rows fetch next @most rows only
GO

-- PhonesAsync
select sender from conversations where (sender in @Phones or sender like @anyPhone)
order by sender  offset 0 rows fetch next @most rows only
GO

-- PhonesAsync
select sender from conversations where sender in @Phones
order by sender  offset 0 rows fetch next @most rows only
GO
