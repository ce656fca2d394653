-- FindAsync
select profile from members where id = @member
GO

-- SaveAsync
update members set profile = @profile where id = @member
GO

-- SaveAsync
update members set profile = profile where id = @member and closed_at is null
GO
