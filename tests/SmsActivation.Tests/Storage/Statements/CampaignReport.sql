-- ActivatedAsync
select count(*) from campaign_credits where campaign_id = @campaign
GO

-- CountsAsync
select coalesce(reason, '') as what, count(*) as count from campaign_recipients
where campaign_id = @campaign and state = 'Dropped' group by coalesce(reason, '')
GO

-- CountsAsync
select o.state as what, count(*) as count
from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
where r.campaign_id = @campaign group by o.state
GO

-- CountsAsync
select o.state as what, count(*) as count from outbound_messages o
where o.campaign_id = @campaign and o.state in ('sent', 'delivered', 'undelivered', 'unknown')
group by o.state
GO

-- CountsAsync
select state as what, count(*) as count from campaign_recipients where campaign_id = @campaign group by state
GO

-- FailedAsync
select o.error_code, case when o.error_code is null then o.error else null end as words, count(*) as count
from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
where r.campaign_id = @campaign and o.state in ('failed', 'undelivered')
group by o.error_code, case when o.error_code is null then o.error else null end
GO

-- ReadAsync
select count(*) from campaign_recipients
where campaign_id = @campaign and state = 'Control' and reason is null
GO
