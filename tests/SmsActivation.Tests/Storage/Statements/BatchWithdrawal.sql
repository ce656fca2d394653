-- ChangeAsync
select id from cards with (updlock, rowlock) where id in @some
GO

-- ChangeAsync
update cards set state = withdrawn_from, withdrawn_from = null, updated_at = @now
where id in @some and state = 'Blocked' and withdrawn_from is not null
GO

-- ChangeAsync
update cards set withdrawn_from = state, state = 'Blocked', updated_at = @now
where id in @some and state in ('Prepared', 'Issued', 'Active')
    and not exists (select 1 from card_links where card_id = cards.id)   -- since the look
GO

-- RunAsync
select id from cards
where batch = @batch and id > @after and state = 'Blocked' and withdrawn_from is not null
order by id offset 0 rows fetch next @rows rows only
GO

-- RunAsync
select id from cards
where batch = @batch and id > @after and state in ('Prepared', 'Issued', 'Active')
    and not exists (select 1 from card_links where card_id = cards.id)
order by id offset 0 rows fetch next @rows rows only
GO

-- TellAsync
select id from cards where id in @some and state = 'Blocked' and updated_at = @now
GO
