-- FindAsync
select c.number, c.state, l.linked_at, l.unlinked_at, l.unlink_reason
from card_links l join cards c on c.id = l.card_id
where l.member_id = @member and l.unlinked_at is null order by l.id
GO

-- FindAsync
select id, phone, username, language, created_at, last_sign_in_at, closed_at
from members where id = @member and phone not like 'erased:%'
GO
