-- BeatAsync
update campaign_loads set
    seen_at = @now, step = coalesce(@step, step), rows_read = coalesce(@Rows, rows_read),
    done = coalesce(@Done, done), of_all = coalesce(@OfAll, of_all)
where id = @id and ended_at is null
GO

-- BeginAsync
insert into campaign_loads
    (campaign_id, source, called, staff_name, host, begun_at, seen_at, rows_read, done, of_all)
values (@campaign, @source, @called, @by, @host, @now, @now, 0, 0, 0); select cast(scope_identity() as bigint)
GO

-- EndAsync
update campaign_loads set ended_at = @now, seen_at = @now, result = @result, told = @told
where id = @id and ended_at is null
GO

-- LatestAsync
select id, campaign_id, source, called, staff_name, host, begun_at, seen_at, step, rows_read, done, of_all,
       ended_at, result, told
from campaign_loads where campaign_id = @campaign order by id desc  offset 0 rows fetch next @most rows only
GO

-- LoseAllAsync
update campaign_loads set seen_at = @longAgo where ended_at is null
GO

-- StopAsync
update campaign_loads set ended_at = @now, result = 'Stopped', told = @told
where campaign_id = @campaign and ended_at is null
GO

-- StopAsync
update campaigns set state = 'Draft', feed_token = null, feed_until = null
where id = @campaign and state = 'Loading'
GO
