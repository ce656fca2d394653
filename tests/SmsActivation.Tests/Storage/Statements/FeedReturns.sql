-- TakeBackAsync
select id from campaign_recipients with (updlock, rowlock) where outbound_id = @text
GO

-- TakeBackAsync
select id, created_at from outbound_messages
where campaign_id = @campaign and state in ('queued', 'retry') order by id
GO

-- TakeBackAsync
update campaign_recipients set state = 'Waiting', outbound_id = null, fed_at = null, due_at = null
where outbound_id = @text and state = 'Fed'
GO

-- TakeBackAsync
update outbound_messages set state = 'failed', error = @error
where id = @text and state in ('queued', 'retry')
GO

-- TidyAsync
select o.id, o.created_at, g.state from outbound_messages o join campaigns g on g.id = o.campaign_id
where o.state in ('queued', 'retry') and o.priority = 2
    and (g.state <> 'Running' or o.created_at <= @staleSince)
order by o.id
GO
