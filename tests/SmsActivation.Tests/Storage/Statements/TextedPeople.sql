-- CountAsync
select count(*) from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
where r.campaign_id = @campaign and r.phone like '+%' and (o.state in @states or exists (
    select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
    where p.recipient_id = r.id and e.state in @states))
GO

-- SomeAsync
select r.line, r.phone, r.name, r.language, r.card, r.fields
from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
where r.campaign_id = @campaign and r.phone > @after and r.phone like '+%' and (o.state in @states or exists (
    select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
    where p.recipient_id = r.id and e.state in @states))
order by r.phone  offset 0 rows fetch next @rows rows only
GO

-- UnderWayAsync
select count(*) from outbound_messages
where campaign_id = @campaign and state in ('queued', 'claimed', 'retry', 'sending')
GO
