-- RaiseAsync
insert into alerts (kind, subject, raised_at)
select @kind, @Subject, @now
where not exists (
    select 1 from alerts with (updlock, holdlock) where kind = @kind and subject = @Subject and raised_at > @quietSince)
GO
