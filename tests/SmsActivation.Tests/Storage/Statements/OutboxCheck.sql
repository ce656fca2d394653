-- OutboxAsync
select min(due_at) from outbound_messages where state in ('queued', 'retry') and due_at <= @now
GO

-- StuckAsync
select coalesce(texted_address, '') as texted, min(due_at) as due_at
from outbound_messages
where state in ('queued', 'retry') and due_at <= @now
group by coalesce(texted_address, '')
GO
