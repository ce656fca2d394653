-- ConsentToServiceAsync
insert into consents (member_id, kind, version, language, source, given_at)
values (@memberId, 'service', @termsVersion, @language, @source, @now)
GO

-- EnsureAsync
insert into members (phone, username, language, created_at) values (@phone, @username, @language, @now); select cast(scope_identity() as bigint)
GO

-- EnsureAsync
select id from members with (updlock, rowlock) where phone = @phone and closed_at is null
GO

-- EnsureAsync
update members set phone = @retired where phone = @phone and closed_at is not null
GO
