-- ListAsync
select batch, cards, issued, activated, signed_in, waiting, withdrawn, held, newest_at, counted_at
from batch_figures order by newest_at desc, batch  offset 0 rows fetch next @most rows only
GO

-- OneAsync
select batch, cards, issued, activated, signed_in, waiting, withdrawn, held, newest_at, counted_at
from batch_figures where batch = @batch
GO

-- PutAsync
insert into batch_figures
    (batch, cards, issued, activated, signed_in, waiting, withdrawn, held, newest_at, counted_at)
values
    (@Batch, @Cards, @Issued, @Activated, @SignedIn, @Waiting, @Withdrawn, @Held, @NewestAt, @now)
GO

-- PutAsync
update batch_figures set
    cards = @Cards, issued = @Issued, activated = @Activated, signed_in = @SignedIn, waiting = @Waiting,
    withdrawn = @Withdrawn, held = @Held, newest_at = @NewestAt, counted_at = @now
where batch = @Batch
GO

-- RefreshAsync
delete from batch_figures where counted_at < @now
GO
