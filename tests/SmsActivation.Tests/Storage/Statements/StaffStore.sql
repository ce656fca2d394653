-- ActsAsync
select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
where id < @before order by id desc  offset 0 rows fetch next @most rows only
GO

-- AddAsync
insert into staff (name, role, password_hash, must_change, created_at)
values (@name, @role, @passwordHash, 1, @now)
GO

-- AnyAsync
select count(*) from staff where password_hash is not null
GO

-- ChangeAsync
delete from staff_recovery_codes where staff_id = (select id from staff where name = @name)
GO

-- ChangeAsync
update staff set disabled_at = @now where name = @name and disabled_at is null
GO

-- ChangeAsync
update staff set disabled_at = null where name = @name and disabled_at is not null
GO

-- ChangeAsync
update staff set password_hash = @passwordHash, must_change = 1, totp_secret = null,
    totp_confirmed_at = null, totp_step = null, disabled_at = null
where name = @name
GO

-- ChangeAsync
update staff set role = @role where name = @name and role <> @role
GO

-- ChangeAsync
update staff_sessions set ended_at = @now
where ended_at is null and staff_id = (select id from staff where name = @name)
GO

-- ListAsync
select s.id, s.name, s.role, s.totp_confirmed_at, s.created_at, s.disabled_at,
       (select max(seen_at) from staff_sessions where staff_id = s.id and confirmed = 1) as last_seen_at
from staff s order by s.name
GO
