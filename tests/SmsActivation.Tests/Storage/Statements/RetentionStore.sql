-- ClearLeftOutAsync
delete from campaign_left_out where campaign_id = @CampaignId and line <= @Line
GO

-- ClearLeftOutAsync
select l.campaign_id, l.line from campaigns g join campaign_left_out l on l.campaign_id = g.id
where coalesce(g.ended_at, g.loaded_at) <= @until and g.state <> 'Running' order by l.campaign_id, l.line  offset 0 rows fetch next @most rows only
GO

-- ClearListsAsync
select id from campaign_recipients where campaign_id = @campaign and phone < 'cleared:'
order by phone  offset 0 rows fetch next @most rows only
GO

-- ClearListsAsync
select min(g.id) from campaigns g
where coalesce(g.ended_at, g.loaded_at) <= @until and g.state <> 'Running' and exists (
    select 1 from campaign_recipients r
    where r.campaign_id = g.id and r.phone < 'cleared:')   -- as a number begins
GO

-- ClearListsAsync
update campaign_recipients set
    phone = concat('cleared:', id), name = null, card = null, fields = null, about = null,
    reason = case when state = 'Waiting' then 'TooOld' else reason end,
    state = case when state = 'Waiting' then 'Dropped' else state end
where id in @due
GO

-- ClearRowsAsync
delete from account_sessions where id > @mark and id <= @last
GO

-- ClearRowsAsync
delete from events where id > @mark and id <= @last
GO

-- ClearRowsAsync
delete from idempotency_keys where id > @mark and id <= @last
GO

-- ClearRowsAsync
delete from staff_sessions where id > @mark and id <= @last
GO

-- ClearRowsAsync
delete from temporary_passwords where id > @mark and id <= @last
GO

-- ClearRowsAsync
select a.id, a.started_at as at,
       case when o.state in ('sent', 'delivered', 'undelivered', 'failed')
           or o.left_to_person is not null then 1 else 0 end as finished
from send_attempts a join outbound_messages o on o.id = a.message_id
where a.id > @mark order by a.id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
select id, at, 1 as finished from activation_log where id > @mark order by id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
select id, at, 1 as finished from events where id > @mark order by id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
select id, at, 1 as finished from staff_acts where id > @mark order by id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
select id, created_at as at, 1 as finished from idempotency_keys where id > @mark order by id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
select id, expires_at as at, 1 as finished from account_sessions where id > @mark order by id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
select id, expires_at as at, 1 as finished from staff_sessions where id > @mark order by id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
select id, expires_at as at, 1 as finished from temporary_passwords where id > @mark order by id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
select id, received_at as at, case when done_at is null then 0 else 1 end as finished
from inbound_messages where id > @mark order by id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
select o.id, o.created_at as at,
       case when o.state in ('sent', 'delivered', 'undelivered', 'failed')
           or o.left_to_person is not null then 1 else 0 end as finished
from outbound_messages o where o.id > @mark order by o.id offset 0 rows fetch next @most rows only
GO

-- ClearRowsAsync
update activation_log set phone = '', card = null, facts = '{}'
where id > @mark and id <= @last and outcome <> 'Activated'
GO

-- ClearRowsAsync
update inbound_messages set body = '' where id > @mark and id <= @last
GO

-- ClearRowsAsync
update inbound_messages set sender = '', from_address = '' where id > @mark and id <= @last
GO

-- ClearRowsAsync
update outbound_messages set sender = '', to_address = '', card = null, words = null
where id > @mark and id <= @last
GO

-- ClearRowsAsync
update send_attempts set text = '' where id > @mark and id <= @last
GO

-- ClearRowsAsync
update staff_acts set phone = null, card = null where id > @mark and id <= @last
GO

-- ClearTriesAsync
delete from sign_in_tries where scope in (
    select scope from sign_in_tries where since <= @until
    order by since  offset 0 rows fetch next @most rows only)
GO

-- ClearUserNamesAsync
delete from user_names where phone in (
    select u.phone from user_names u where u.phone in @due and not exists (
    select 1 from campaigns g where exists (
        select 1 from campaign_recipients r where r.campaign_id = g.id and r.phone = u.phone)))
GO

-- ClearUserNamesAsync
select u.phone from user_names u where u.given_at <= @until and not exists (
    select 1 from campaigns g where exists (
        select 1 from campaign_recipients r where r.campaign_id = g.id and r.phone = u.phone))
order by u.given_at  offset 0 rows fetch next @most rows only
GO

-- MarkAsync
select coalesce(max(up_to), 0) from retention_marks where name = @name
GO

-- MoveMarkAsync
insert into retention_marks (name, up_to) values (@name, @to)
GO

-- MoveMarkAsync
update retention_marks set up_to = @to where name = @name and up_to = @from
GO
