-- CopiedAtAsync
select value from facts where name = @Copied
GO

-- OpenAsync
select min(restored_from) as restored_from, max(started_at) as started_at from restores
where released_at is null
having count(*) > 0
GO

-- ProgressAsync
select count(*) from inbound_messages where done_at is null and received_at < @startedAt
GO

-- ProgressAsync
select count(*) from outbound_messages o where o.state in ('queued', 'retry') and (o.looked_up_at is null or o.looked_up_at < @startedAt)
and coalesce((
    select min(i.received_at) from activation_log l join inbound_messages i on i.id = l.inbound_id
    where l.reply_id = o.id), o.created_at) < @startedAt
GO

-- TryBeginAsync
delete from facts where name = 'restore_said'
GO

-- TryBeginAsync
delete from facts where name = @Copied
GO

-- TryBeginAsync
delete from restores where restored_from = @from
GO

-- TryBeginAsync
insert into facts (name, value) values ('restore_said', @said)
GO

-- TryBeginAsync
insert into restores (restored_from, started_at) select @from, @now
where not exists (select 1 from restores where restored_from = @from)
GO

-- TryBeginAsync
select value from facts where name = @Copied
GO

-- TryBeginAsync
select value from facts with (updlock, rowlock) where name = 'installed_at'
GO

-- TryBeginAsync
update campaigns set
    state = 'Stopped', ended_by = null, ended_at = @now,
    end_reason = 'a copy was restored: the lost host may have sent it',
    feed_token = null, feed_until = null
where state in ('Ready', 'Running', 'Paused')
GO

-- TryBeginAsync
update outbound_messages set
    state = 'retry', unknown_since = null, settle_at = null, empty_look_at = null,
    lease_until = null, lease_token = null
where state = 'unknown' and left_to_person is null and campaign = 0
GO

-- TryBeginAsync
update outbound_messages set replaced_at = @now
where state = 'sent' and holds_password = 1 and replaced_at is null
GO

-- TryReleaseAsync
update restores set released_at = @now
where released_at is null and started_at <= @StartedAt
GO

-- WasSaidAsync
select (select count(*) from facts where name = 'restore_said' and value = @words)
    + (select count(*) from restores where restored_from = @said)
GO

-- WouldBeginAsync
select count(*) from facts where name = @Copied
GO
