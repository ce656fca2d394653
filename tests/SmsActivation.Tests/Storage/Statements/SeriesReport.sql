-- WhoAsync
select r.line, r.phone, r.card, p.step, o.state, o.sid, p.fed_at, o.sent_at
from campaign_recipients r
    join campaign_fed_steps p on p.recipient_id = r.id and p.step = @step
    join outbound_messages o on o.id = p.outbound_id
where r.campaign_id = @campaign and r.phone > @after and o.state in @states
order by r.phone  offset 0 rows fetch next @Page rows only
GO
