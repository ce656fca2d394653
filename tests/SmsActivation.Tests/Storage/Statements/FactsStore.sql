-- CardsAsync
select c.id, c.number, c.state, c.expires_on, c.held_at, c.code_hash, c.code_length, c.code_locked_until,
       l.member_id as linked_member
from cards c left join card_links l on l.card_id = c.id and l.unlinked_at is null
where c.number in (@first, @second, @third)
GO

-- MemberAsync
select id, state, created_at, unknown_since, left_to_person from outbound_messages
where member_id = @id and holds_password = 1 and campaign = 0   -- it answers nobody
order by id desc  offset 0 rows fetch next 1 rows only
GO

-- MemberAsync
select l.card_id, l.slot, c.number, c.state, c.expires_on
from card_links l join cards c on c.id = l.card_id
where l.member_id = @id and l.unlinked_at is null
order by l.slot
GO

-- PastCardsAsync
select c.number from card_links l join cards c on c.id = l.card_id where l.member_id = @id
GO

-- ReadAsync
select c.failed_tries, c.failed_since, c.tries_notice_at, c.password_requests, c.password_since,
       c.password_notice_at, c.replies_burst, c.replies_burst_since, c.replies_day, c.replies_day_since,
       c.sms_opted_out_at, c.whatsapp_opted_out_at, c.last_text_at,
       case when (c.send_lease_until is null or c.send_lease_until <= @now)
           and not exists (
               select 1 from outbound_messages o
               where o.sender = c.sender
                   and o.state in ('queued', 'claimed', 'sending', 'retry', 'unknown'))
           then 1 else 0 end as nothing_under_way,
       m.id as member_id, m.last_sign_in_at,
       case when m.password_hash is null then 0 else 1 end as has_own_password
from conversations c left join members m on m.phone = c.sender and m.closed_at is null
where c.sender = @sender
GO
