-- (without a session)
select cast(snapshot_isolation_state as int) from sys.databases where name = db_name()
GO
