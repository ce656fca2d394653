-- CardAsync
select l.id, l.card_id, c.number, l.member_id, m.phone, l.channel, l.linked_at, l.unlinked_at, l.unlink_reason
from card_links l join cards c on c.id = l.card_id join members m on m.id = l.member_id
where c.number = @number order by l.id desc
GO

-- PhoneAsync
select id, case when password_hash is null then 0 else 1 end as has_own_password, last_sign_in_at, created_at
from members where phone = @phone and closed_at is null
GO

-- PhoneAsync
select l.id, l.card_id, c.number, l.member_id, @phone as phone, l.channel, l.linked_at, l.unlinked_at,
       l.unlink_reason
from card_links l join cards c on c.id = l.card_id
where l.member_id = @Id order by l.id desc
GO

-- SubjectAsync
select card from activation_log where id = @Id
GO

-- SubjectAsync
select number from cards where id = @Id
GO

-- SubjectAsync
select phone from activation_log where id = @Id
GO

-- SubjectAsync
select phone from members where id = @Id and closed_at is null
GO

-- SubjectAsync
select sender from inbound_messages where id = @Id
GO

-- SubjectAsync
select sender from outbound_messages where id = @Id
GO
