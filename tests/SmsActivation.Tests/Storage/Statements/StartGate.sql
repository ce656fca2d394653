-- FaultsAsync
select count(*) from cards where batch = @batch
GO

-- FaultsAsync
select value from facts where name = 'carrier'
GO

-- RecordAsync
insert into facts (name, value) values ('carrier', @carrier)
GO
