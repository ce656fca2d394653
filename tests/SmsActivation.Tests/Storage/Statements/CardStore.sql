-- ChangeAsync
select count(*) from cards where number = @number
GO

-- ChangeAsync
update cards set held_at = @now, held_reason = @reason, updated_at = @now
where number = @number and held_at is null
GO

-- ChangeAsync
update cards set held_at = null, held_reason = @reason, updated_at = @now
where number = @number and held_at is not null
GO

-- FindAsync
select c.number, c.state, c.batch, c.kind, c.expires_on, c.held_at, c.held_reason,
       case when c.code_hash is null then 0 else 1 end as has_code, m.phone, l.linked_at
from cards c
left join card_links l on l.card_id = c.id and l.unlinked_at is null
left join members m on m.id = l.member_id
where c.number = @number
GO
