-- EndAsync
update campaigns set state = 'Done', ended_at = @now, feed_token = null, feed_until = null
where id = @campaign and state = 'Running' and feed_token = @token
GO

-- HoldAsync
update campaigns set
    feed_token = @token, turn_until = @until,
    feed_until = case when kind = 'Reminder' then @Never else @until end
where id = @campaign and state = 'Running'
    and (feed_token = @token or feed_until is null or feed_until <= @now
        or (kind = 'Reminder' and (turn_until is null or turn_until <= @now)))
GO

-- LeaveAsync
update campaigns set
    feed_token = null, turn_until = null,
    feed_until = case when kind = 'Reminder' then feed_until else null end
where state = 'Running' and feed_token = @token
GO

-- RunningAsync
select id, name, kind, state, keyword, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at,
approved_by, approved_at, started_by, started_at, ended_by, ended_at, end_reason, version, changed_by, corrects,
corrects_first, corrects_unknown, list_columns, loaded_by from campaigns where state = 'Running' order by id
GO

-- TakeBackAllAsync
update campaigns set
    feed_token = null, turn_until = null,
    feed_until = case when kind = 'Reminder' then feed_until else null end
where state = 'Running' and feed_token is not null
GO
