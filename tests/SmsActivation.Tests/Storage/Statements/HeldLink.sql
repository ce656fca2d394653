-- FindAsync
select l.id, l.card_id, c.number, l.member_id, m.phone, l.slot, l.channel, l.linked_at
from card_links l join cards c on c.id = l.card_id join members m on m.id = l.member_id
where l.id = @link and l.unlinked_at is null
GO

-- OfCardAsync
select l.id, l.card_id, c.number, l.member_id, m.phone, l.slot, l.channel, l.linked_at
from card_links l join cards c on c.id = l.card_id join members m on m.id = l.member_id
where l.card_id = @card and l.unlinked_at is null
GO

-- StandsAsync
select count(*) from card_links where id = @Id and unlinked_at is null
GO
