-- EndAsync
update facts set value = @until where name = @Swept and (value < @until or value > @now)
GO

-- GetAsync
select value from facts where name = @name
GO

-- GoBackAsync
update facts set value = @until where name in (@Begun, @Swept) and value > @until
GO

-- SetOnceAsync
insert into facts (name, value) values (@name, @value)
GO

-- TryBeginAsync
update facts set value = @now
-- one that is yet to come was set by a clock that was ahead
where name = @Begun and (value <= @before or value > @now)
GO
