-- (without a session)
select count(*) from sys.tables where name = 'schema_versions'
GO
