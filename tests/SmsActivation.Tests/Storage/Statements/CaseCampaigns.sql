-- OfPhoneAsync
select r.id as recipient, r.fed_at, o.state, o.error_code, o.error, coalesce(o.settled_at, o.sent_at) as at, o.words
from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
where r.id in @recipients
union all
select r.id as recipient, p.fed_at, o.state, o.error_code, o.error, coalesce(o.settled_at, o.sent_at) as at, o.words
from campaign_recipients r
    join campaign_fed_steps p on p.recipient_id = r.id and p.outbound_id <> r.outbound_id
    join outbound_messages o on o.id = p.outbound_id and (o.state <> 'failed' or o.settled_at is not null)
where r.id in @recipients
order by fed_at
GO

-- OfPhoneAsync
select r.id, g.id as campaign_id, g.name, g.state as campaign_state, r.state, r.reason, r.fed_at
from campaigns g join campaign_recipients r on r.campaign_id = g.id and r.phone = @phone
order by g.id desc
GO
