-- LastAsync
select c.number, c.kind, c.state, c.expires_on, l.linked_at
from card_links l join cards c on c.id = l.card_id
where l.member_id = @member and not exists (
    select 1 from card_links o
    where o.card_id = c.id and o.unlinked_at is null and o.member_id <> @member)
order by l.id desc  offset 0 rows fetch next @most rows only
GO

-- OfAsync
select c.number, c.kind, c.state, c.expires_on, l.linked_at
from card_links l join cards c on c.id = l.card_id
where l.member_id = @member and l.unlinked_at is null and c.state = 'Active'
    and (c.expires_on is null or c.expires_on >= @today)
order by l.id desc
GO
