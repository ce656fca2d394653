-- GiveBackAsync
update send_days set taken = taken - @sends where day = @key and taken >= @sends
GO

-- TakeAsync
insert into send_days (day, taken) values (@key, 0)
GO

-- TakeAsync
select taken from send_days where day = @key
GO

-- TakeAsync
update send_days set taken = taken + @sends where day = @key and taken = @taken
GO

-- TakenAsync
select coalesce(max(taken), 0) from send_days where day = @key
GO
