-- ReadAsync
select c.id, c.number, c.state, c.batch, c.kind, c.expires_on, c.held_at, c.held_reason,
       case when c.code_hash is null then 0 else 1 end as has_code, c.code_locked_until,
       l.id as link_id, l.member_id, l.linked_at, m.phone
from cards c
left join card_links l on l.card_id = c.id and l.unlinked_at is null
left join members m on m.id = l.member_id
where c.number in @numbers
GO

-- ReadAsync
select number_range, guarded_until from number_ranges
where number_range in @ranges and guarded_until > @now
GO
