-- AddSessionAsync
insert into staff_sessions (staff_id, token_hash, confirmed, agent, created_at, seen_at, expires_at)
values (@staff, @tokenHash, @confirmed, @agent, @now, @now, @until)
GO

-- BeginAsync
select id, name, password_hash, totp_confirmed_at from staff
where name = @name and disabled_at is null and password_hash is not null
GO

-- ConfirmAsync
update staff set totp_step = @step, totp_confirmed_at = coalesce(totp_confirmed_at, @now)
where id = @StaffId and totp_secret is not null and (totp_step is null or totp_step < @step)
GO

-- KeepRecoveryCodesAsync
delete from staff_recovery_codes where staff_id = @StaffId
GO

-- KeepRecoveryCodesAsync
insert into staff_recovery_codes (staff_id, code_hash) values (@StaffId, @hash)
GO

-- KeepSecretAsync
update staff set totp_secret = @sealedSecret
where id = @StaffId and totp_confirmed_at is null and totp_secret is null
GO

-- OpenAsync
update staff_sessions set confirmed = 1 where id = @Id and ended_at is null and expires_at > @now
GO

-- PasswordHashAsync
select password_hash from staff where id = @StaffId
GO

-- RecoverAsync
update staff_recovery_codes set used_at = @now
where staff_id = @StaffId and code_hash = @codeHash and used_at is null
GO

-- SecretAsync
select totp_secret from staff where id = @StaffId
GO

-- SetPasswordAsync
update staff set password_hash = @hash, must_change = 0 where id = @StaffId
GO

-- SetPasswordAsync
update staff_sessions set ended_at = @now
where staff_id = @StaffId and id <> @Id and ended_at is null
GO

-- SignInAsync
select count(*) from staff where id = @Id and password_hash = @PasswordHash and disabled_at is null
GO

-- SignInDemoAsync
insert into staff (name, role, must_change, totp_confirmed_at, created_at)
values (@name, @role, 0, @now, @now)
GO

-- SignInDemoAsync
select id from staff where name = @name and password_hash is null
GO
