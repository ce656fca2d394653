-- DropAsync
update campaign_recipients set state = 'Dropped', reason = @Reason where id = @Id and state = 'Waiting'
GO

-- DueAsync
select r.id, r.zones, r.phone, r.country, r.name, r.language, r.card, r.fields,
       case when r.step > 1 then r.step else 1 end as step,
       case
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
end as reason
from campaign_recipients r with (updlock, rowlock)
    left join conversations c with (updlock, rowlock) on c.sender = r.phone
where r.campaign_id = @Id and r.state = 'Waiting' and r.zones = @zone
order by r.id  offset 0 rows fetch next @most rows only
GO

-- NextZoneAsync
select min(zones) from campaign_recipients
where campaign_id = @campaign and state = 'Waiting' and zones > @after
GO
