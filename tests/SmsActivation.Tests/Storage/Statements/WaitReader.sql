-- ReadAsync
select coalesce(max(taken), 0) from send_days where day = @day
GO
