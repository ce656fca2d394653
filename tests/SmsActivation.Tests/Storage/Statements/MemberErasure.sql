-- EmptyAsync
update members set
    phone = @pseudonym, username = @pseudonym, password_hash = null, password_changed_at = null,
    language = null, profile = null, last_sign_in_at = null, closed_at = @now
where id = @member
GO

-- RunAsync
delete from account_sessions where member_id = @member
GO

-- RunAsync
delete from consents where member_id = @member
GO

-- RunAsync
delete from sign_in_tries where scope in @tries
GO

-- RunAsync
delete from temporary_passwords where member_id = @member
GO

-- RunAsync
select id from members with (updlock, rowlock) where phone = @phone
GO
