-- (without a session)
insert into schema_versions (name, checksum, applied_at) values (@Name, @Checksum, @appliedAt)
GO

-- (without a session)
select name, checksum, applied_at from schema_versions
GO
