-- BlockAsync
update cards set state = 'Blocked', updated_at = @now
where id = @card and state in ('Prepared', 'Issued', 'Active')
GO

-- LastHolderAsync
select l.member_id, m.phone
from card_links l join members m on m.id = l.member_id
where l.id = (select max(n.id) from card_links n where n.card_id = @card)
    and l.unlink_reason = 'blocked' and m.closed_at is null
    and not exists (
        select 1 from card_links o where o.member_id = l.member_id and o.unlinked_at is null)
GO

-- NumberAsync
select number from cards where id = @card
GO

-- UnblockAsync
update cards set state = 'Issued', activated_at = null, withdrawn_from = null, updated_at = @now
where id = @card and state = 'Blocked'
GO
