-- PauseAsync
update campaigns set
    state = 'Paused', ended_by = null, ended_at = @now, end_reason = @reason,
    feed_token = null, feed_until = null
where id = @Id and state = 'Running' and feed_token = @token
GO

-- TroublesAsync
select count(*) as ended,
       coalesce(sum(case when o.state in ('failed', 'undelivered') then 1 else 0 end), 0) as failed,
       coalesce(sum(case when c.sms_opted_out_at >= o.created_at then 1 else 0 end), 0) as stopped
from outbound_messages o
    join campaigns g on g.id = o.campaign_id
    left join conversations c on c.sender = o.sender
where o.id > (select coalesce(max(id), 0) from outbound_messages) - @Newest
    and o.campaign_id = @campaign and o.created_at >= @since
    and (g.resumed_at is null or o.created_at >= g.resumed_at)
    and o.state in ('sent', 'delivered', 'undelivered', 'failed')
    -- one that went back to the list has never left
    and (o.state <> 'failed' or o.settled_at is not null)
GO
