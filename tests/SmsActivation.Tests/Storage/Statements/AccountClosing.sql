-- CloseAsync
select id from members with (updlock, rowlock) where id = @MemberId
GO

-- CloseAsync
update account_sessions set ended_at = @now where id = @Id and ended_at is null and expires_at > @now
GO

-- CloseAsync
update account_sessions set ended_at = @now where member_id = @MemberId and ended_at is null
GO

-- CloseAsync
update consents set revoked_at = @now, revoked_by = 'closed' where member_id = @MemberId and revoked_at is null
GO

-- CloseAsync
update members set closed_at = @now, password_hash = null, password_changed_at = null, profile = null
where id = @MemberId and closed_at is null
GO

-- CloseAsync
update phone_consents set
    revoked_at = coalesce(revoked_at, @now), revoked_by = coalesce(revoked_by, 'closed'), may_resume = 0
where phone = (select phone from members where id = @MemberId)
    and (revoked_at is null or may_resume = 1)
GO

-- CloseAsync
update temporary_passwords set voided_at = @now
where member_id = @MemberId and used_at is null and voided_at is null
GO
