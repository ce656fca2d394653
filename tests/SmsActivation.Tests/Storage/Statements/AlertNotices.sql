-- DueAsync
select n.id as notice, n.notice_id, n.news, n.attempts, n.created_at,
       (select min(s.error) from alert_notices s
        where s.alert_id = n.alert_id and s.news = n.news and s.channel = 'sms') as not_texted,
       a.id, a.kind, a.subject, a.raised_at, a.last_seen_at, a.cleared_at, a.acknowledged_at,
       a.acknowledged_by, a.figure, a.usual
from alert_notices n join alerts a on a.id = n.alert_id
where n.due_at <= @now and n.channel = 'webhook' and n.target = @target and a.kind in ('CardTriedByMany', 'RangeTried', 'SendCeilingReached', 'ApiKeySuspended', 'EventGivenUp', 'Silence', 'RefusalsJump', 'SendsFail', 'OldestText', 'OldestReply', 'UnknownSends', 'DeadTexts', 'SendCeilingNear', 'CarrierDown', 'SenderRefused', 'WebhooksRefused', 'SpoolInUse', 'DatabaseAway', 'RedactionGivenUp', 'SpoolTorn', 'RestoreHolds', 'CampaignPaused')
order by n.id  offset 0 rows fetch next @MostAtOnce rows only
GO

-- GiveUpAsync
update alert_notices set failed_at = @now, due_at = null, attempts = attempts + 1, error = @error
where id = @notice and due_at is not null
GO

-- PutOffAsync
update alert_notices set due_at = @dueAt, attempts = attempts + 1, error = @error
where id = @notice and due_at is not null
GO

-- ToldAsync
update alert_notices set told_at = @now, due_at = null, attempts = attempts + 1, error = null
where id = @notice and due_at is not null
GO
