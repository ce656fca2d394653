-- ComparedAsync
select r.state as what, count(*) as count
from campaign_compared a join campaign_recipients r on r.id = a.recipient_id
where a.campaign_id = @campaign and (r.reason is null or (r.reason <> 'TooOld' and r.state <> 'Control'))
group by r.state
GO

-- CreditsAsync
select substring(cast(at as nvarchar(30)), 1, 10) as day, language, batch, how as what, count(*) as number
from campaign_credits where campaign_id = @campaign
group by substring(cast(at as nvarchar(30)), 1, 10), language, batch, how
GO

-- LastTextsAsync
select substring(cast(r.fed_at as nvarchar(30)), 1, 10) as day, o.language, coalesce(r.batch, k.batch) as batch,
       r.country, o.state as what, count(*) as number, coalesce(sum(o.segments), 0) as segments,
       sum(case when o.segments is null then 1 else 0 end) as unmeasured
from campaign_recipients r
    join outbound_messages o on o.id = r.outbound_id
    left join cards k on k.number = r.card
where r.campaign_id = @campaign
group by substring(cast(r.fed_at as nvarchar(30)), 1, 10), o.language, coalesce(r.batch, k.batch), r.country,
         o.state
GO

-- SignInsAsync
select o.language, coalesce(r.batch, k.batch) as batch, coalesce(p.fed_at, r.fed_at) as fed_at,
       r.signed_in_at as at
from campaign_recipients r
    join outbound_messages o on o.id = r.outbound_id
    left join campaign_fed_steps p on p.recipient_id = r.id and p.step = 1
    left join cards k on k.number = r.card
where r.campaign_id = @campaign and r.signed_in_at is not null
GO

-- SignInsAsync
select r.id, o.language, coalesce(r.batch, k.batch) as batch, coalesce(p.fed_at, r.fed_at) as fed_at,
       min(s.created_at) as at
from campaign_recipients r
    join outbound_messages o on o.id = r.outbound_id
    join members m on m.phone = r.phone
    join account_sessions s on s.member_id = m.id
    left join campaign_fed_steps p on p.recipient_id = r.id and p.step = 1
    left join cards k on k.number = r.card
where r.campaign_id = @campaign and r.signed_in_at is null and s.created_at >= coalesce(p.fed_at, r.fed_at)
group by r.id, o.language, coalesce(r.batch, k.batch), coalesce(p.fed_at, r.fed_at)
GO
