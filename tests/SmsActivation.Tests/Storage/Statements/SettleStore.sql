-- AdoptAsync
update outbound_messages set settle_at = @now
where id = @Id and state = 'unknown' and lease_token = @Token and lease_until > @now
    and not exists (select 1 from send_attempts where sid in @sids)
GO

-- AdoptAsync
update send_attempts set result = 'accepted', sid = @Sid, error_code = @ErrorCode
where token = @Attempt and message_id = @Id and sid is null
GO

-- KnownAsync
select sid from send_attempts where sid in @some
GO

-- LeaveToPersonAsync
update outbound_messages set left_to_person = @reason, lease_until = null, lease_token = null
where id = @Id and state = 'unknown' and lease_token = @Token and lease_until > @now
GO

-- NothingAsync
update outbound_messages set
    empty_look_at = coalesce(empty_look_at, @now), settle_at = @next,
    lease_until = null, lease_token = null
where id = @Id and state = 'unknown' and lease_token = @Token and lease_until > @now
GO

-- NothingAsync
update outbound_messages set
    state = @state, due_at = @now, unknown_since = null, settle_at = null, empty_look_at = null,
    lease_until = null, lease_token = null,
    settled_at = case when @state = 'failed' then @now else settled_at end,
    error = case when @state = 'failed' then coalesce(error, 'the carrier never had it') else error end
where id = @Id and state = 'unknown' and lease_token = @Token and lease_until > @now
GO

-- ReleaseAsync
update outbound_messages set lease_until = null, lease_token = null
where id = @Id and state = 'unknown' and lease_token = @Token
GO
