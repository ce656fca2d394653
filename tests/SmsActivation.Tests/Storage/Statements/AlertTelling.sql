-- BeforeAsync
select (select count(*) from alert_notices where alert_id = @Id) as told,
       (select max(created_at) from alert_notices where alert_id = @Id) as told_at,
       (select count(*) from alert_notices where alert_id = @Id and channel = 'sms') as texts,
       (select max(n.created_at) from alert_notices n join alerts a on a.id = n.alert_id
        where a.kind = @kind and a.subject = @Subject and n.channel = 'sms'
            and n.news in ('raised', 'reminded')) as texted_at
GO

-- DueAsync
select id, kind, subject, raised_at, coalesce(last_seen_at, raised_at) as last_seen_at, cleared_at,
acknowledged_at, acknowledged_by, figure, usual, tell_at from alerts
where tell_at <= @now and kind in ('CardTriedByMany', 'RangeTried', 'SendCeilingReached', 'ApiKeySuspended', 'EventGivenUp', 'Silence', 'RefusalsJump', 'SendsFail', 'OldestText', 'OldestReply', 'UnknownSends', 'DeadTexts', 'SendCeilingNear', 'CarrierDown', 'SenderRefused', 'WebhooksRefused', 'SpoolInUse', 'DatabaseAway', 'RedactionGivenUp', 'SpoolTorn', 'RestoreHolds', 'CampaignPaused') order by id
GO

-- NoteAsync
insert into alert_notices
    (alert_id, notice_id, news, channel, target, outbound_id, created_at, due_at, failed_at, error)
values (@Id, @noticeId, @news, @channel, @target, @outbound, @now, @dueAt, @failedAt, @error)
GO

-- TellAsync
update alerts set tell_at = @next where id = @Id and tell_at = @TellAt
GO
