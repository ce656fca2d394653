-- CountAsync
select count(*) from cards c
where c.batch = @batch and c.holder_phone is not null
    and not exists (select 1 from card_links l where l.card_id = c.id and l.unlinked_at is null)
GO

-- SomeAsync
select c.id, c.number, c.holder_phone from cards c
where c.batch = @batch and c.id > @after and c.holder_phone is not null
    and not exists (select 1 from card_links l where l.card_id = c.id and l.unlinked_at is null)
order by c.id offset 0 rows fetch next @rows rows only
GO
