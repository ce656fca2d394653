-- DueAsync
select r.id, r.zones, r.phone, r.country, r.name, r.language, r.card, r.fields, r.step + 1 as step,
       -- an older host may have erased them, and left their turn
       case
           when r.phone not like '+%' then 'Erased'
           -- a START since then brings back offers, and not what the STOP has ended
           when exists (
               select 1 from opt_outs s
               where s.phone = r.phone and s.channel = 'sms' and s.opted_out_at >= r.fed_at) then 'OptedOut'
           else case
    when c.sms_opted_out_at is not null then 'OptedOut'
    when (exists (select 1 from phone_consents p where p.phone = r.phone and p.revoked_at is not null)
        or exists (
            select 1 from members m join consents a on a.member_id = m.id
            where m.phone = r.phone and a.kind = 'marketing' and a.revoked_at is not null))
    and not exists (select 1 from phone_consents p where p.phone = r.phone and p.revoked_at is null)
    and not exists (
        select 1 from members m join consents a on a.member_id = m.id
        where m.phone = r.phone and a.kind = 'marketing' and a.revoked_at is null) then 'NoConsent'
    when @endsWithCard = 1 and exists (
        select 1 from cards k where k.number = r.card and k.state = 'Active') then 'Activated'
    when @endsWithCard = 1 and exists (
        select 1 from members m join card_links l on l.member_id = m.id
        where m.phone = r.phone and l.unlinked_at is null) then 'Activated'
    when @givesPasswords = 1 and exists (
        select 1 from members m
        where m.phone = r.phone and m.closed_at is null and m.password_hash is not null) then 'HasOwnPassword'
    when @givesPasswords = 1 and exists (
        select 1 from members m
        where m.phone = r.phone and m.closed_at is null and m.last_sign_in_at is not null) then 'HasSignedIn'
    when exists (
        select 1 from campaign_recipients f
        where f.phone = r.phone and f.fed_at > @textedSince
            and f.campaign_id <> r.campaign_id
            and f.campaign_id not in (
                select k.id from campaigns k
                where k.id = @corrected or k.corrects_first = @corrected or k.corrects_first = r.campaign_id)
        ) then 'TextedLately'
    when @corrected = 0 and exists (
        select 1 from campaign_recipients h join campaigns g on g.id = h.campaign_id
        where h.phone = r.phone and h.state = 'Control' and h.reason is null and h.campaign_id <> r.campaign_id
            and (g.state in ('Running', 'Paused') or g.ended_at > @comparedSince)) then 'ControlElsewhere'
end
       end as reason,
       o.state as text_state, o.sent_at, o.unknown_since, r.fed_at, o.error_code
from campaign_recipients r with (updlock, rowlock)
    left join conversations c with (updlock, rowlock) on c.sender = r.phone
    left join outbound_messages o on o.id = r.outbound_id
where r.campaign_id = @Id and r.zones = @zone and r.due_at <= @now and r.state = 'Fed'
order by r.due_at, r.step, r.id  offset 0 rows fetch next @most rows only
GO

-- EndAsync
update campaign_recipients set due_at = null, reason = @reason
where id = @recipient and state = 'Fed' and due_at is not null
GO

-- NextZoneAsync
select r.zones, r.due_at from campaign_recipients r
where r.campaign_id = @campaign and r.due_at is not null and r.state = 'Fed' and r.zones > @after
order by r.zones, r.due_at  offset 0 rows fetch next 1 rows only
GO

-- PutOffAsync
update campaign_recipients set due_at = @due where id = @recipient and state = 'Fed' and due_at is not null
GO

-- RememberAsync
delete from campaign_fed_steps
where recipient_id = @Id and step = @Step and exists (
    select 1 from outbound_messages o
    where o.id = campaign_fed_steps.outbound_id and o.state = 'failed' and o.settled_at is null)
GO

-- RememberAsync
insert into campaign_fed_steps (recipient_id, step, outbound_id, fed_at) values (@Id, @Step, @text, @now)
GO

-- StepBackAsync
update campaign_recipients set
    step = step - 1,
    outbound_id = (
        select p.outbound_id from campaign_fed_steps p
        where p.recipient_id = campaign_recipients.id and p.step = campaign_recipients.step - 1),
    fed_at = (
        select p.fed_at from campaign_fed_steps p
        where p.recipient_id = campaign_recipients.id and p.step = campaign_recipients.step - 1),
    due_at = (
        select p.fed_at from campaign_fed_steps p
        where p.recipient_id = campaign_recipients.id and p.step = campaign_recipients.step - 1)
where outbound_id = @text and state = 'Fed' and step > 1
GO
