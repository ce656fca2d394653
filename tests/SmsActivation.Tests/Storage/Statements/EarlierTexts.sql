-- FailedAsync
select o.error_code, case when o.error_code is null then o.error else null end as words, count(*) as count
from campaign_recipients r
    join campaign_fed_steps p on p.recipient_id = r.id and p.outbound_id <> r.outbound_id
    join outbound_messages o on o.id = p.outbound_id and (o.state <> 'failed' or o.settled_at is not null)
where r.campaign_id = @campaign and o.state in ('failed', 'undelivered')
group by o.error_code, case when o.error_code is null then o.error else null end
GO

-- IsSeriesAsync
select count(*) from campaign_steps where campaign_id = @campaign
GO

-- PartsAsync
select substring(cast(p.fed_at as nvarchar(30)), 1, 10) as day, o.language,
       coalesce(r.batch, k.batch) as batch, r.country, o.state as what, count(*) as number,
       coalesce(sum(o.segments), 0) as segments,
       sum(case when o.segments is null then 1 else 0 end) as unmeasured
from campaign_recipients r
    join campaign_fed_steps p on p.recipient_id = r.id and p.outbound_id <> r.outbound_id
    join outbound_messages o on o.id = p.outbound_id and (o.state <> 'failed' or o.settled_at is not null)
    left join cards k on k.number = r.card
where r.campaign_id = @campaign
group by substring(cast(p.fed_at as nvarchar(30)), 1, 10), o.language, coalesce(r.batch, k.batch),
         r.country, o.state
GO

-- StatesAsync
select o.state as what, count(*) as count from campaign_recipients r
    join campaign_fed_steps p on p.recipient_id = r.id and p.outbound_id <> r.outbound_id
    join outbound_messages o on o.id = p.outbound_id and (o.state <> 'failed' or o.settled_at is not null) where r.campaign_id = @campaign group by o.state
GO
