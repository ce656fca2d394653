-- OfPhoneAsync
select g.id as campaign_id, g.name, r.state, r.reason, r.fed_at, o.state as text_state, o.error_code,
       o.error, coalesce(o.settled_at, o.sent_at) as text_at, o.words
from campaigns g join campaign_recipients r on r.campaign_id = g.id and r.phone = @phone
    left join outbound_messages o on o.id = r.outbound_id
order by g.id desc
GO
