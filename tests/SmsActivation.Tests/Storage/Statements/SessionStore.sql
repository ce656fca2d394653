-- ChangePasswordAsync
update account_sessions set ended_at = @now
where member_id = @MemberId and id <> @Id and ended_at is null
GO

-- ChangePasswordAsync
update account_sessions set must_change = 0 where id = @Id and ended_at is null and expires_at > @now
GO

-- ChangePasswordAsync
update members set password_hash = @hash, password_changed_at = @now
where id = @MemberId and closed_at is null
GO

-- ChangePasswordAsync
update temporary_passwords set voided_at = @now
where member_id = @MemberId and used_at is null and voided_at is null
GO

-- EndAsync
update account_sessions set ended_at = @now where id = @id and ended_at is null
GO

-- FindAsync
select s.id, s.member_id, s.must_change, s.seen_at, m.username, m.phone, m.language
from account_sessions s join members m on m.id = s.member_id
where s.token_hash = @tokenHash and s.ended_at is null and s.expires_at > @now
    and s.seen_at > @idleSince and m.closed_at is null
GO

-- FindAsync
update account_sessions set seen_at = @now where id = @Id and ended_at is null
GO

-- LastAsync
select id, created_at as at, agent,
       case when ended_at is null and expires_at > @now and seen_at > @idleSince then 1 else 0 end as stands
from account_sessions where member_id = @member order by id desc  offset 0 rows fetch next @most rows only
GO
