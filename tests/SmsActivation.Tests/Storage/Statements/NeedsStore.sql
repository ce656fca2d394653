-- AboutAsync
select i.sender as phone, l.card
from inbound_messages i left join activation_log l on l.inbound_id = i.id where i.id = @id
GO

-- AboutAsync
select o.sender as phone, l.card
from outbound_messages o left join activation_log l on l.reply_id = o.id where o.id = @id order by l.id
GO

-- CloseAsync
update inbound_messages set dealt_at = @now
where id = @id and dealt_at is null
    and exists (
        select 1 from activation_log l
        where l.inbound_id = inbound_messages.id and l.outcome = 'LossReported')
GO

-- CloseAsync
update inbound_messages set dealt_at = @now where id = @id and dealt_at is null and state = 'dead'
GO

-- CloseAsync
update outbound_messages set dealt_at = @now
where id = @id and dealt_at is null and state = 'unknown' and left_to_person is not null
GO

-- CloseAsync
update outbound_messages set dealt_at = @now
where id = @id and dealt_at is null and state in ('failed', 'undelivered')
GO

-- CloseMendedAsync
update outbound_messages set dealt_at = @now
where dealt_at is null and id in (
    select o.id from outbound_messages o
where o.state in ('failed', 'undelivered')
    and o.template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain', 'PasswordReissued')
    and o.dealt_at is null and (exists (select 1 from members m where m.id = o.member_id and m.last_sign_in_at >= o.created_at)
    or exists (
        select 1 from outbound_messages n
        where n.member_id = o.member_id and n.holds_password = 1 and n.campaign = 0 and n.id > o.id)
    or exists (select 1 from outbound_messages n where n.instead_of = o.id)
    or not exists (select 1 from card_links k where k.member_id = o.member_id and k.unlinked_at is null)) order by o.id  offset 0 rows fetch next @most rows only)
GO
