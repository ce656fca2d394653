-- BeginAsync
update campaigns set state = 'Loading', feed_token = @token, feed_until = @until, loaded_at = @now,
    approved_by = null, approved_at = null, version = version + 1, loaded_by = @by,
    list_columns = @columns
where id = @campaign and version = coalesce(@seen, version)
    and (state in ('Draft', 'Ready') or (state = 'Loading' and (feed_until is null or feed_until <= @now)))
GO

-- EndAsync
update campaigns set state = 'Ready', feed_token = null, feed_until = null
where id = @campaign and state = 'Loading' and feed_token = @token
GO

-- HoldAsync
update campaigns set feed_until = @until
where id = @campaign and state = 'Loading' and feed_token = @token
GO

-- LeaveAsync
update campaigns set state = 'Draft', feed_token = null, feed_until = null
where id = @campaign and state = 'Loading' and feed_token = @token
GO
