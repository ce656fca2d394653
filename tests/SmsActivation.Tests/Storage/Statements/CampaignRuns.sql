-- MoveAsync
select name from campaigns where id = @campaign
GO

-- MoveAsync
update campaigns set
    state = 'Paused', ended_by = @Name, ended_at = @now, end_reason = null,
    feed_token = null, feed_until = null
where id = @campaign and state = 'Running'
GO

-- MoveAsync
update campaigns set
    state = 'Running', resumed_at = @now, ended_by = null, ended_at = null, end_reason = null,
    feed_until = case when kind = 'Reminder' then @Never else null end, turn_until = null
where id = @campaign and state = 'Paused'
GO

-- MoveAsync
update campaigns set
    state = 'Stopped', ended_by = @Name, ended_at = @now, end_reason = @reason,
    feed_token = null, feed_until = null
where id = @campaign and state in ('Running', 'Paused')
GO

-- MoveAsync
update campaigns set approved_by = @Name, approved_at = @now
where id = @campaign and state = 'Ready' and approved_by is null and coalesce(changed_by, made_by) <> @Name
    and coalesce(loaded_by, '') <> @Name and version = coalesce(@version, version)
GO

-- MoveAsync
update campaigns set state = 'Running', started_by = @Name, started_at = @now,
    feed_until = case when kind = 'Reminder' then @Never else null end, turn_until = null
where id = @campaign and state = 'Ready' and version = coalesce(@version, version)
    and (approved_by is not null
        or @ApprovalAbove >= (
            select count(*) from campaign_recipients r
            where r.campaign_id = campaigns.id and r.state = 'Waiting'))
GO
