-- CountAsync
insert into send_days (day, taken) values (@day, @texts)
GO

-- CountAsync
update send_days set taken = taken + @texts where day = @day
GO

-- TakenAsync
select taken from send_days with (updlock, holdlock) where day = @day
GO
