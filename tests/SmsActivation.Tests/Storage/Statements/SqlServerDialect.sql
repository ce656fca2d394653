-- (without a session)
select name from sys.tables where is_ms_shipped = 0 order by name
GO

-- (without a session)
select sysutcdatetime()
GO
