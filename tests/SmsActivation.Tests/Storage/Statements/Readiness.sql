-- OutboxAsync
select min(due_at) from outbound_messages where state in ('queued', 'retry') and due_at <= @now
GO

-- WritableAsync
insert into facts (name, value) values ('ready_probe', @value)
GO

-- WritableAsync
update facts set value = @value where name = 'ready_probe'
GO
