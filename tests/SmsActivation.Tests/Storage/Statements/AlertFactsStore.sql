-- EndedAsync
select count(*) as ended,
       coalesce(sum(case when state in ('failed', 'undelivered') then 1 else 0 end), 0) as badly
from outbound_messages
where id > (select coalesce(max(id), 0) from outbound_messages) - @Newest
    and coalesce(settled_at, sent_at) >= @since
    and state in ('sent', 'delivered', 'failed', 'undelivered')
GO

-- GatherAsync
select count(*) from inbound_messages i
where i.state = 'dead' and i.dealt_at is null and i.sender <> '' and i.sender not like 'erased:%'
    and not exists (select 1 from inbound_messages n where n.sid = concat(i.sid, '-again'))
    and not exists (
        select 1 from activation_log d join activation_log l on l.phone = d.phone and l.id > d.id
        where d.inbound_id = i.id and l.outcome <> 'Unprocessed') and i.received_at >= @since
GO

-- GatherAsync
select count(*) from send_attempts where redact_at is not null and redact_tries >= @RedactionTries
GO

-- GatherAsync
select min(due_at) from outbound_messages where state in ('queued', 'retry') and due_at <= @now
GO

-- GatherAsync
select min(started_at) from restores where released_at is null
GO

-- GatherAsync
select name from api_keys where suspended_at is not null and revoked_at is null order by id
GO

-- GatherAsync
select name from campaigns where state = 'Paused' and ended_by is null order by id
GO

-- GatherAsync
select received_at from inbound_messages where done_at is null
order by id  offset 0 rows fetch next @one rows only
GO

-- HostsAsync
select name, facts from hosts where seen_at > @since and facts is not null
GO

-- LeftAsync
select coalesce(sum(case when unknown_since <= @since then 1 else 0 end), 0) as old,
       coalesce(sum(case when left_to_person is null then 0 else 1 end), 0) as to_person
from outbound_messages where state = 'unknown' and dealt_at is null
GO

-- OutcomesAsync
select outcome, count(*) as texts from activation_log
where id > (select coalesce(max(id), 0) from activation_log) - @Newest and at >= @since
group by outcome
GO

-- TextsAsync
select count(*) from activation_log where at >= @from and at < @to
GO

-- TriesAsync
select coalesce(o.texted_address, '') as number, a.result, a.error_code, count(*) as tries,
       max(a.started_at) as last_at
from send_attempts a join outbound_messages o on o.id = a.message_id
where a.id > (select coalesce(max(id), 0) from send_attempts) - @Newest
    and a.started_at >= @since and a.result is not null
group by coalesce(o.texted_address, ''), a.result, a.error_code
GO

-- UsualAsync
select outcome, count(*) as texts from activation_log
where at >= @from and at < @to group by outcome
GO
