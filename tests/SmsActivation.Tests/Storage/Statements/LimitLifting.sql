-- LiftAsync
update conversations set
    replies_burst = 0, replies_burst_since = null, replies_day = 0, replies_day_since = null
where sender = @phone and (replies_burst > 0 or replies_day > 0)
GO

-- LiftAsync
update conversations set failed_tries = 0, failed_since = null, tries_notice_at = null
where sender = @phone and failed_tries > 0
GO

-- LiftAsync
update conversations set password_requests = 0, password_since = null, password_notice_at = null
where sender = @phone and password_requests > 0
GO

-- LiftCodeLockAsync
select number from cards where id = @card
GO

-- LiftCodeLockAsync
update cards set code_locked_until = null, code_misses = 0, code_misses_since = null, updated_at = @now
where id = @card and code_locked_until > @now
GO
