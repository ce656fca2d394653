-- RemoveSomeAsync
delete from card_links where card_id in @some
GO

-- RemoveSomeAsync
delete from cards where id in @some
    and not exists (select 1 from card_links where card_id = cards.id)   -- since the look
GO

-- RemoveSomeAsync
select id from cards
where batch = @batch
    and (@linkedToo = 1 or not exists (select 1 from card_links where card_id = cards.id))
order by id  offset 0 rows fetch next @rows rows only
GO

-- RunAsync
select count(*) from cards where batch = @batch
GO
