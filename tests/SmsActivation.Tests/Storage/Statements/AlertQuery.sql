-- AcknowledgeAsync
select id, kind, subject, raised_at, coalesce(last_seen_at, raised_at) as last_seen_at, cleared_at,
acknowledged_at, acknowledged_by, figure, usual, tell_at from alerts where id = @id
GO

-- AcknowledgeAsync
update alerts set acknowledged_at = @now, acknowledged_by = @Name, tell_at = null
where id = @id and cleared_at is null and acknowledged_at is null and kind in ('CardTriedByMany', 'RangeTried', 'SendCeilingReached', 'ApiKeySuspended', 'EventGivenUp', 'Silence', 'RefusalsJump', 'SendsFail', 'OldestText', 'OldestReply', 'UnknownSends', 'DeadTexts', 'SendCeilingNear', 'CarrierDown', 'SenderRefused', 'WebhooksRefused', 'SpoolInUse', 'DatabaseAway', 'RedactionGivenUp', 'SpoolTorn', 'RestoreHolds', 'CampaignPaused')
GO

-- NoticesAsync
select n.news, n.channel, n.target, n.created_at, n.told_at, n.failed_at, n.error, o.state as text_state
from alert_notices n left join outbound_messages o on o.id = n.outbound_id
where n.alert_id = @alert order by n.id
GO
