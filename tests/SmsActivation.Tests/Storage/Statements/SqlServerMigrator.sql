-- (without a session)
select object_id('schema_versions')
GO
