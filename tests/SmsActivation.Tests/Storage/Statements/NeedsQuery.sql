-- AlertsAsync
select id, number from cards where number in @numbers
GO

-- CountAsync
select (select count(*) from (select l.id from activation_log l join inbound_messages i on i.id = l.inbound_id
where l.outcome = 'LossReported' and i.dealt_at is null
    and l.phone <> '' and l.phone not like 'erased:%'
    and not exists (
        select 1 from cards c where c.number = l.card and c.state in ('Blocked', 'Expired', 'Replaced'))
    and (l.card is not null
        or not exists (select 1 from members m where m.phone = l.phone)
        or exists (
            select 1 from members m join card_links k on k.member_id = m.id
            where m.phone = l.phone and k.unlinked_at is null)) order by l.id  offset 0 rows fetch next @most rows only) a)
    + (select count(*) from (select i.id from inbound_messages i
where i.state = 'dead' and i.dealt_at is null and i.sender <> '' and i.sender not like 'erased:%'
    and not exists (select 1 from inbound_messages n where n.sid = concat(i.sid, '-again'))
    and not exists (
        select 1 from activation_log d join activation_log l on l.phone = d.phone and l.id > d.id
        where d.inbound_id = i.id and l.outcome <> 'Unprocessed') order by i.id  offset 0 rows fetch next @most rows only) b)
    + (select count(*) from (select o.id from outbound_messages o
where o.state in ('failed', 'undelivered')
    and o.template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain', 'PasswordReissued')
    and o.dealt_at is null and not (exists (select 1 from members m where m.id = o.member_id and m.last_sign_in_at >= o.created_at)
    or exists (
        select 1 from outbound_messages n
        where n.member_id = o.member_id and n.holds_password = 1 and n.campaign = 0 and n.id > o.id)
    or exists (select 1 from outbound_messages n where n.instead_of = o.id)
    or not exists (select 1 from card_links k where k.member_id = o.member_id and k.unlinked_at is null)) order by o.id  offset 0 rows fetch next @most rows only) c)
    + (select count(*) from (select o.id from outbound_messages o
where o.state = 'unknown' and o.left_to_person is not null and o.dealt_at is null
    and o.sender <> '' and o.sender not like 'erased:%' order by o.id  offset 0 rows fetch next @most rows only) d)
    + (select count(*) from (select c.id from cards c where c.held_at is not null order by c.held_at  offset 0 rows fetch next @most rows only) e)
GO

-- FindAsync
select c.id, c.held_at as since, c.number as card, c.held_reason as word from cards c where c.held_at is not null
order by c.held_at  offset 0 rows fetch next @most rows only
GO

-- FindAsync
select i.id, i.received_at as since, i.sender as phone from inbound_messages i
where i.state = 'dead' and i.dealt_at is null and i.sender <> '' and i.sender not like 'erased:%'
    and not exists (select 1 from inbound_messages n where n.sid = concat(i.sid, '-again'))
    and not exists (
        select 1 from activation_log d join activation_log l on l.phone = d.phone and l.id > d.id
        where d.inbound_id = i.id and l.outcome <> 'Unprocessed')
order by i.id  offset 0 rows fetch next @most rows only
GO

-- FindAsync
select i.id, l.at as since, l.phone, l.card from activation_log l join inbound_messages i on i.id = l.inbound_id
where l.outcome = 'LossReported' and i.dealt_at is null
    and l.phone <> '' and l.phone not like 'erased:%'
    and not exists (
        select 1 from cards c where c.number = l.card and c.state in ('Blocked', 'Expired', 'Replaced'))
    and (l.card is not null
        or not exists (select 1 from members m where m.phone = l.phone)
        or exists (
            select 1 from members m join card_links k on k.member_id = m.id
            where m.phone = l.phone and k.unlinked_at is null))
order by l.id  offset 0 rows fetch next @most rows only
GO

-- FindAsync
select o.id, coalesce(o.settled_at, o.created_at) as since, o.sender as phone, o.card, o.error as word,
       o.error_code,
       case when exists (
           select 1 from conversations v
           where v.sender = o.sender and (
               (o.channel = 'sms' and v.sms_keyword_at > o.created_at)
               or (o.channel = 'whatsapp' and v.whatsapp_keyword_at > o.created_at)))
           -- a STOP to another number of ours stops other texts than this one
           and not exists (
               select 1 from opt_outs s
               where s.phone = o.sender and s.channel = o.channel and s.ended_at is null
                   and (s.ours = '' or s.ours = o.texted_address))
       then 1 else 0 end as started_since
from outbound_messages o
where o.state in ('failed', 'undelivered')
    and o.template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain', 'PasswordReissued')
    and o.dealt_at is null and not (exists (select 1 from members m where m.id = o.member_id and m.last_sign_in_at >= o.created_at)
    or exists (
        select 1 from outbound_messages n
        where n.member_id = o.member_id and n.holds_password = 1 and n.campaign = 0 and n.id > o.id)
    or exists (select 1 from outbound_messages n where n.instead_of = o.id)
    or not exists (select 1 from card_links k where k.member_id = o.member_id and k.unlinked_at is null))
order by o.id  offset 0 rows fetch next @most rows only
GO

-- FindAsync
select o.id, coalesce(o.unknown_since, o.created_at) as since, o.sender as phone, o.card,
       o.left_to_person as word
from outbound_messages o
where o.state = 'unknown' and o.left_to_person is not null and o.dealt_at is null
    and o.sender <> '' and o.sender not like 'erased:%'
order by o.id  offset 0 rows fetch next @most rows only
GO
