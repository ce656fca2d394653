-- OfAsync
select c.number, c.kind, c.expires_on, l.linked_at
from card_links l join cards c on c.id = l.card_id
where l.member_id = @member and l.unlinked_at is null and c.state = 'Active'
    and (c.expires_on is null or c.expires_on >= @today)
order by l.id desc
GO
