-- ForeseeAsync
select taken from send_days where day = @day
GO
