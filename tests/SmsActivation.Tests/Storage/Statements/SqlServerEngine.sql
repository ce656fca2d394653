-- (without a session)
select cast(is_read_committed_snapshot_on as int) as read_committed,
       cast(snapshot_isolation_state as int) as snapshot
from sys.databases where name = db_name()
GO
