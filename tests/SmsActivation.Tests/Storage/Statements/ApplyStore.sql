-- CountWrongCodesAsync
update cards set
    code_locked_until = case
        when case when code_misses_since > @windowStart then code_misses else 0 end + @count >= @limit
            then @lockedUntil
        else code_locked_until end,
    code_misses = case when code_misses_since > @windowStart then code_misses + @count else @count end,
    code_misses_since = case when code_misses_since > @windowStart then code_misses_since else @now end
where id = @cardId and (code_locked_until is null or code_locked_until <= @now)
GO

-- FinishTextAsync
update inbound_messages set state = @state, done_at = @now, lease_token = null
where id = @Id and state = 'working' and lease_token = @Token
GO

-- LinkAsync
update cards set state = 'Active', activated_at = @now, updated_at = @now
where id = @CardId and state in ('Issued', 'Active') and held_at is null
    and (expires_on is null or expires_on >= @today)
    and (code_hash is null or code_locked_until is null or code_locked_until <= @now)
    -- the unique link index settles who wins
GO

-- StillUnderWayAsync
update outbound_messages set due_at = due_at
where id = @reply and state not in ('failed', 'undelivered') and left_to_person is null
GO
