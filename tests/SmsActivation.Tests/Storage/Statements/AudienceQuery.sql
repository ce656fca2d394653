-- AmongAsync
select id, line, phone, country, zones, name, language, card, fields from campaign_recipients
where id in @ids and campaign_id = @campaign order by id
GO

-- BeforeFirstAsync
select coalesce(min(id), 1) - 1 from campaign_recipients where campaign_id = @campaign
GO

-- CountsAsync
select reason, count(*) as number from campaign_left_out
where campaign_id = @campaign group by reason order by reason
GO

-- CountsAsync
select state, reason, min(about) as about, count(*) as number from campaign_recipients
where campaign_id = @campaign group by state, reason order by state, reason
GO

-- PeopleAsync
select id, line, phone as value, reason, about from campaign_recipients
where id > @after and campaign_id + 0 = @campaign and state = 'LeftOut'
order by id offset 0 rows fetch next @rows rows only
GO

-- RowsAsync
select line, value, reason from campaign_left_out
where campaign_id = @campaign and line > @after order by line offset 0 rows fetch next @rows rows only
GO

-- WaitingAsync
select r.id, r.line, r.phone, r.country, r.zones, r.name, r.language, r.card, r.fields,
    case when (select g.kind from campaigns g where g.id = @campaign) = 'Credentials' then coalesce(
        (select m.username from members m where m.phone = r.phone and m.closed_at is null),
        (select u.name from user_names u where u.phone = r.phone)) end as user_name
from campaign_recipients r
where r.id > @after and r.campaign_id + 0 = @campaign and r.state = 'Waiting'
order by r.id offset 0 rows fetch next @rows rows only
GO
