-- ConsentToServiceAsync
insert into consents (member_id, kind, version, language, source, given_at)
values (@memberId, 'service', @termsVersion, @language, @source, @now)
GO

-- EnsureAsync
delete from user_names where phone = @phone
GO

-- EnsureAsync
insert into members (phone, username, language, created_at)
select @phone, coalesce((
        select u.name from user_names u
        where u.phone = @phone and not exists (select 1 from members m where m.username = u.name)),
    @username), @language, @now; select cast(scope_identity() as bigint)
GO

-- EnsureAsync
select id from members with (updlock, rowlock) where phone = @phone and closed_at is null
GO

-- EnsureAsync
update members set phone = @retired where phone = @phone and closed_at is not null
GO
