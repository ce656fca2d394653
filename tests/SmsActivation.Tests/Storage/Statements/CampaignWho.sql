-- OfOneTextAsync
select r.line, r.phone, r.card, o.state, o.sid, r.fed_at, o.sent_at
from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
where r.campaign_id = @campaign and r.phone > @after and o.state in @states
order by r.phone  offset 0 rows fetch next @Page rows only
GO

-- ReachedAsync
select case when exists (
           select 1 from outbound_messages
           where campaign_id = @campaign and state in ('sent', 'delivered')) then 1 else 0 end as surely,
       case when exists (
           select 1 from outbound_messages
           where campaign_id = @campaign and state in ('unknown', 'sending')) then 1 else 0 end as perhaps
GO
