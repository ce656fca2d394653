-- PauseAsync
update campaigns set
    state = 'Paused', ended_by = null, ended_at = @now, end_reason = @reason,
    feed_token = null, feed_until = null
where id = @Id and state = 'Running' and feed_token = @token
GO

-- TroublesAsync
select count(*) as ended, coalesce(sum(x.failed), 0) as failed, coalesce(sum(x.stopped), 0) as stopped
from (
select case when o.state in ('failed', 'undelivered') then 1 else 0 end as failed,
       case when exists (
           select 1 from campaign_recipients r join opt_outs s on s.phone = r.phone and s.channel = 'sms' and s.opted_out_at >= r.fed_at
    and o.state not in ('queued', 'claimed', 'retry')
and (o.state not in ('failed', 'undelivered') or o.settled_at > s.opted_out_at
    or exists (
    select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
    where p.recipient_id = r.id and e.state in ('sent', 'delivered', 'unknown')))
    and not exists (
        select 1 from campaign_recipients l join outbound_messages t on t.id = l.outbound_id
        where l.phone = r.phone and l.fed_at <= s.opted_out_at
            and (l.fed_at > r.fed_at or (l.fed_at = r.fed_at and l.id > r.id))
            and t.state not in ('queued', 'claimed', 'retry')
and (t.state not in ('failed', 'undelivered') or t.settled_at > s.opted_out_at
    or exists (
    select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
    where p.recipient_id = l.id and e.state in ('sent', 'delivered', 'unknown'))))
           where r.outbound_id = o.id) then 1 else 0 end as stopped
from outbound_messages o
    join campaigns g on g.id = o.campaign_id
where o.id > (select coalesce(max(id), 0) from outbound_messages) - @Newest
    and o.campaign_id = @campaign and o.created_at >= @since
    and (g.resumed_at is null or o.created_at >= g.resumed_at)
    and o.state in ('sent', 'delivered', 'undelivered', 'failed')
    -- one that went back to the list has never left
    and (o.state <> 'failed' or o.settled_at is not null)) x
GO
