-- CardsAsync
select batch, count(*) as cards,
       sum(case when state = 'Prepared' or (state = 'Blocked' and withdrawn_from is not null)
           then 0 else 1 end) as issued,
       sum(case when activated_at is null then 0 else 1 end) as activated,
       sum(case when activated_at is null and state in ('Prepared', 'Issued', 'Active')
           then 1 else 0 end) as waiting,
       sum(case when state = 'Blocked' and withdrawn_from is not null then 1 else 0 end) as withdrawn,
       sum(case when held_at is null then 0 else 1 end) as held,
       max(created_at) as newest_at
from cards where id > @after and id <= @upTo
group by batch
GO

-- CountInPartsAsync
select coalesce(max(id), 0) from card_links
GO

-- MostCardsAsync
select coalesce(max(id), 0) from cards
GO

-- SignedInAsync
select c.batch, count(*) as signed_in, max(c.created_at) as newest_at
from card_links l join cards c on c.id = l.card_id join members m on m.id = l.member_id
where l.id > @after and l.id <= @upTo and l.unlinked_at is null and m.last_sign_in_at >= l.linked_at
group by c.batch
GO
