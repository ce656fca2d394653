-- OfMemberAsync
select l.id as log_id, l.card, l.phone, l.at
from card_links k join cards c on c.id = k.card_id join activation_log l on l.card = c.number
where k.member_id = @member and k.unlinked_at is null and l.outcome = 'CardAlreadyLinked'
    and l.phone <> @phone and l.at > k.linked_at and l.at > @since
order by l.id desc
GO
