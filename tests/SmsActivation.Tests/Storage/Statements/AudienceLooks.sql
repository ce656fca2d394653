-- RowsAsync
select r.id, r.phone,
    case
        when exists (select 1 from conversations v where v.sender = r.phone and v.sms_opted_out_at is not null)
            then 'OptedOut'
        when not exists (select 1 from phone_consents p where p.phone = r.phone and p.revoked_at is null)
            and not exists (
                select 1 from members m join consents a on a.member_id = m.id
                where m.phone = r.phone and a.kind = 'marketing' and a.revoked_at is null)
            then 'NoConsent'
        when @bySignIn = 1 and exists (
            select 1 from members m
            where m.phone = r.phone and m.closed_at is null and m.password_hash is not null)
            then 'HasOwnPassword'
        when @bySignIn = 1 and exists (
            select 1 from members m
            where m.phone = r.phone and m.closed_at is null and m.last_sign_in_at is not null)
            then 'HasSignedIn'
        when @byCard = 0 or r.card is null then null
        when c.id is null then 'CardUnknown'
        when exists (select 1 from card_links l where l.card_id = c.id and l.unlinked_at is null)
            then 'AlreadyActive'
        when c.state = 'Blocked' then 'CardBlocked'
        when c.state = 'Replaced' then 'CardReplaced'
        when c.state = 'Expired' or c.expires_on < @today then 'CardExpired'
        when c.state = 'Prepared' then 'CardNotIssued'
        when c.held_at is not null then 'CardHeld'
    end as reason,
    case when exists (
        select 1 from campaign_recipients o join campaigns g on g.id = o.campaign_id
        where o.phone = r.phone and o.state = 'Control' and o.reason is null and o.campaign_id <> @Id
            and g.state in ('Ready', 'Running', 'Paused'))
        then 1 else 0 end as held_out
from campaign_recipients r left join cards c on c.number = r.card
-- the sum keeps SQLite from reading the whole list by its phones for each part of it
where r.id >= @first and r.id <= @last and r.campaign_id + 0 = @Id and r.state = 'Waiting'
order by r.id
GO
