-- KeepAsync
update campaign_recipients set opted_out_at = coalesce((
    select min(s.opted_out_at)
    from opt_outs s join outbound_messages o on o.id = campaign_recipients.outbound_id
    where s.phone = campaign_recipients.phone and s.channel = 'sms' and s.opted_out_at >= campaign_recipients.fed_at
    and o.state not in ('queued', 'claimed', 'retry')
and (o.state not in ('failed', 'undelivered') or o.settled_at > s.opted_out_at
    or exists (
    select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
    where p.recipient_id = campaign_recipients.id and e.state in ('sent', 'delivered', 'unknown')))
    and not exists (
        select 1 from campaign_recipients l join outbound_messages t on t.id = l.outbound_id
        where l.phone = campaign_recipients.phone and l.fed_at <= s.opted_out_at
            and (l.fed_at > campaign_recipients.fed_at or (l.fed_at = campaign_recipients.fed_at and l.id > campaign_recipients.id))
            and t.state not in ('queued', 'claimed', 'retry')
and (t.state not in ('failed', 'undelivered') or t.settled_at > s.opted_out_at
    or exists (
    select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
    where p.recipient_id = l.id and e.state in ('sent', 'delivered', 'unknown'))))), @None)
where fed_at is not null and opted_out_at is null
    and phone in (select k.phone from campaign_recipients k where k.id in @rows)
    and (id in @rows or fed_at < (
        select max(k.fed_at) from campaign_recipients k
        where k.id in @rows and k.phone = campaign_recipients.phone))
GO

-- OfAsync
select o.language, r.batch, r.fed_at, r.opted_out_at as at
from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
where r.campaign_id = @campaign and r.opted_out_at >= r.fed_at
GO

-- OfAsync
select r.id, o.language, coalesce(r.batch, k.batch) as batch, r.fed_at, min(s.opted_out_at) as at
from campaign_recipients r
    join outbound_messages o on o.id = r.outbound_id
    join opt_outs s on s.phone = r.phone and s.channel = 'sms' and s.opted_out_at >= r.fed_at
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
    left join cards k on k.number = r.card
where r.campaign_id = @campaign and r.opted_out_at is null
group by r.id, o.language, coalesce(r.batch, k.batch), r.fed_at
GO
