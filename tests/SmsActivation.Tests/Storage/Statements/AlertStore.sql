-- ApplyAsync
update alerts set
    last_seen_at = @now, figure = @Figure, usual = @Usual,
    acknowledged_at = case when @worse = 1 then null else acknowledged_at end,
    acknowledged_by = case when @worse = 1 then null else acknowledged_by end,
    tell_at = case when @worse = 1 then @now else tell_at end
where id = @Id and cleared_at is null
GO

-- ApplyAsync
update alerts set cleared_at = @now, tell_at = case when @quietly = 1 then null else @now end
-- not one that was seen again meanwhile
where id = @Id and cleared_at is null and coalesce(last_seen_at, raised_at) <= @LastSeenAt
GO

-- EndedAsync
insert into alerts (kind, subject, raised_at, last_seen_at, cleared_at, tell_at)
values (@kind, @Subject, @since, @now, @now, @now)
GO

-- StandingAsync
select id, kind, subject, raised_at, coalesce(last_seen_at, raised_at) as last_seen_at, cleared_at,
acknowledged_at, acknowledged_by, figure, usual, tell_at, (select c.id from campaigns c
where alerts.kind = 'CampaignPaused' and c.name = alerts.subject and c.state = 'Paused' and c.ended_by is null) as campaign_id, (select c.end_reason from campaigns c
where alerts.kind = 'CampaignPaused' and c.name = alerts.subject and c.state = 'Paused' and c.ended_by is null) as campaign_reason
from alerts where cleared_at is null and kind in ('CardTriedByMany', 'RangeTried', 'SendCeilingReached', 'ApiKeySuspended', 'EventGivenUp', 'Silence', 'RefusalsJump', 'SendsFail', 'OldestText', 'OldestReply', 'UnknownSends', 'DeadTexts', 'SendCeilingNear', 'CarrierDown', 'SenderRefused', 'WebhooksRefused', 'SpoolInUse', 'DatabaseAway', 'RedactionGivenUp', 'SpoolTorn', 'RestoreHolds', 'CampaignPaused') order by id
GO
