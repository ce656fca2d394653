-- ActivationsAsync
select id from activation_log where id > @after and outcome = 'Activated'
order by id  offset 0 rows fetch next @Most rows only
GO

-- ActivationsAsync
select l.id, l.at, l.phone, l.card, l.language, i.body, k.batch
from activation_log l
    left join inbound_messages i on i.id = l.inbound_id
    left join cards k on k.number = l.card
where l.id in @ids
GO

-- CampaignsAsync
select id, keyword, started_at, control_percent, corrects_first,
       case when state in ('Running', 'Paused') then null else ended_at end as ended_at
from campaigns
where started_at is not null and (state in ('Running', 'Paused') or ended_at >= @since)
GO

-- ListedAsync
select r.id, r.campaign_id, 'Phone' as listed_by, case when o.state in ('queued', 'claimed', 'retry') and coalesce(o.campaign_step, 1) = 1 then null else r.fed_at end as fed_at, o.language,
       case when o.state in ('failed', 'undelivered') and not exists (
    select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
    where p.recipient_id = r.id and e.state in ('sent', 'delivered', 'unknown'))
    then o.settled_at else null end as failed_at
from campaign_recipients r left join outbound_messages o on o.id = r.outbound_id
where r.campaign_id in @campaigns and r.phone = @Phone and r.state <> 'LeftOut'
union all
select r.id, r.campaign_id, 'Card' as listed_by, case when o.state in ('queued', 'claimed', 'retry') and coalesce(o.campaign_step, 1) = 1 then null else r.fed_at end as fed_at, o.language,
       case when o.state in ('failed', 'undelivered') and not exists (
    select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
    where p.recipient_id = r.id and e.state in ('sent', 'delivered', 'unknown'))
    then o.settled_at else null end as failed_at
from campaign_recipients r left join outbound_messages o on o.id = r.outbound_id
where r.card = @Card and r.campaign_id in @campaigns and r.state <> 'LeftOut'
GO

-- MarkAsync
select coalesce(max(id), 0) from activation_log
GO

-- MarkAsync
select min(id + 0) - 1 from activation_log   -- by its index, for the log is long
where at >= (select min(started_at) from campaigns where started_at is not null)
GO

-- MarkAsync
select up_to from log_marks where name = @Name
GO

-- MoveMarkAsync
insert into log_marks (name, up_to) values (@Name, @upTo)
GO

-- MoveMarkAsync
update log_marks set up_to = @upTo where name = @Name and up_to < @upTo
GO

-- NewestAsync
select coalesce(max(id), 0) from activation_log
GO

-- WriteAsync
insert into campaign_compared (campaign_id, recipient_id, at) values (@Campaign, @Id, @at)
GO

-- WriteAsync
insert into campaign_credits (log_id, campaign_id, how, at, recipient_id, language, batch)
values (@LogId, @Campaign, @how, @At, @Recipient, @Language, @Batch)
GO
