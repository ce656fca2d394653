-- AskToStopAsync
update card_jobs set stop_asked_at = @now where id = @id and ended_at is null and stop_asked_at is null
GO

-- BeatAsync
select count(*) from card_jobs where id = @id and stop_asked_at is not null
GO

-- BeatAsync
update card_jobs set
    seen_at = @now, done = coalesce(@Done, done), of_all = coalesce(@OfAll, of_all),
    rows_read = coalesce(@Read, rows_read)
where id = @id and ended_at is null
GO

-- BeginAsync
insert into card_jobs
    (kind, batch, file_name, staff_name, reason, host, begun_at, seen_at, done, of_all,
     rows_read, rows_new, rows_changed, rows_unchanged, rows_rejected)
values (@kind, @Batch, @FileName, @Name, @Reason, @host, @now, @now, 0, @OfAll, 0, 0, 0, 0, 0); select cast(scope_identity() as bigint)
GO

-- CountAsync
update card_jobs set done = done + @cards, rows_changed = rows_changed + @cards, seen_at = @now where id = @id
GO

-- EndAsync
update card_jobs set
    ended_at = @now, seen_at = @now, result = @result, told = @told,
    done = coalesce(@Done, done), rows_read = coalesce(@Read, rows_read),
    rows_new = coalesce(@New, rows_new), rows_changed = coalesce(@Changed, rows_changed),
    rows_unchanged = coalesce(@Unchanged, rows_unchanged),
    rows_rejected = coalesce(@Rejected, rows_rejected)
where id = @id and ended_at is null
GO

-- FindAsync
select id, kind, batch, file_name, staff_name, reason, host, begun_at, seen_at, stop_asked_at, ended_at, result,
       told, done, of_all, rows_read, rows_new, rows_changed, rows_unchanged, rows_rejected
from card_jobs where id = @id
GO

-- LatestAsync
select id, kind, batch, file_name, staff_name, reason, host, begun_at, seen_at, stop_asked_at, ended_at, result,
       told, done, of_all, rows_read, rows_new, rows_changed, rows_unchanged, rows_rejected
from card_jobs order by id desc  offset 0 rows fetch next @most rows only
GO

-- LoseAllAsync
update card_jobs set seen_at = @longAgo where ended_at is null
GO
