-- ReadAsync
select error_code as code, count(*) as times, max(settled_at) as last_at
from outbound_messages where state in ('failed', 'undelivered') and settled_at >= @since
group by error_code
GO

-- ReadAsync
select error_code as code, result as word, count(*) as times, max(ended_at) as last_at
from send_attempts where result <> 'accepted' and ended_at >= @since
group by error_code, result
GO
