-- EndAllAsync
update staff_sessions set ended_at = @now
where staff_id = @staff and id <> @but and ended_at is null
GO

-- EndAsync
update staff_sessions set ended_at = @now where id = @id and ended_at is null
GO

-- FindAsync
select s.id, s.staff_id, s.confirmed, s.seen_at, p.name, p.role as role_word, p.must_change,
       p.totp_secret, p.totp_confirmed_at
from staff_sessions s join staff p on p.id = s.staff_id
where s.token_hash = @tokenHash and s.ended_at is null and s.expires_at > @now
    and s.seen_at > @idleSince and p.disabled_at is null
GO

-- FindAsync
update staff_sessions set seen_at = @now where id = @Id and ended_at is null
GO

-- StandingAsync
select id, agent, created_at, seen_at from staff_sessions
where staff_id = @staff and ended_at is null and expires_at > @now and seen_at > @idleSince
order by id desc
GO

-- StandsAsync
select count(*) from staff_sessions s join staff p on p.id = s.staff_id
where s.id = @Id and s.ended_at is null and s.expires_at > @now and s.seen_at > @idleSince
    and p.disabled_at is null and p.role = @RoleWord
GO
