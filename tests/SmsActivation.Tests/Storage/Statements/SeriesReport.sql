-- ReadAsync
select coalesce(o.campaign_step, 1) as step, o.state as what, count(*) as count
from outbound_messages o
where o.campaign_id = @campaign and (o.state <> 'failed' or o.settled_at is not null)
group by coalesce(o.campaign_step, 1), o.state
GO

-- ReadAsync
select coalesce(r.step, 0) + 1 as step, count(*) as count, min(r.due_at) as next_due_at
from campaign_recipients r
where r.campaign_id = @campaign and r.due_at is not null and r.state = 'Fed'
group by coalesce(r.step, 0) + 1
GO

-- ReadAsync
select count(*) from campaign_recipients where campaign_id = @campaign and state = 'Waiting'
GO

-- ReadAsync
select reason as what, count(*) as count from campaign_recipients
where campaign_id = @campaign and state = 'Fed' and reason is not null group by reason order by reason
GO

-- WhoAsync
select r.line, r.phone, r.card, p.step, o.state, o.sid, p.fed_at, o.sent_at
from campaign_recipients r
    join campaign_fed_steps p on p.recipient_id = r.id and p.step = @step
    join outbound_messages o on o.id = p.outbound_id
where r.campaign_id = @campaign and r.phone > @after and o.state in @states
order by r.phone  offset 0 rows fetch next @Page rows only
GO
