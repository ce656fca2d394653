-- RaiseAsync
insert into alerts (kind, subject, raised_at, last_seen_at, figure, usual, tell_at)
select @kind, @Subject, @now, @now, @Figure, @Usual, @now
where not exists (
    select 1 from alerts with (updlock, holdlock)
    where kind = @kind and subject = @Subject and cleared_at is null)
GO

-- RaiseAsync
update alerts set last_seen_at = @now
where kind = @kind and subject = @Subject and cleared_at is null and last_seen_at <= @seenBefore
GO
