-- ReadAsync
select count(*) as tries,
       coalesce(sum(case when t.result = 'accepted' then 1 else 0 end), 0) as taken,
       coalesce(sum(case when t.result = 'our-fault' then 1 else 0 end), 0) as our_fault,
       coalesce(sum(case when t.result in ('not-processed', 'ambiguous') then 1 else 0 end), 0) as not_taken,
       min(t.started_at) as since
from (
    select started_at, result from send_attempts
    order by id desc  offset 0 rows fetch next @most rows only) t
where t.started_at >= @since and t.result is not null
GO

-- ReadAsync
select count(*) from activation_log where at >= @since
GO
