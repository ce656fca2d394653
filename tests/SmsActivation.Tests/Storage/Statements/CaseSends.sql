-- OfCardAsync
select o.id, o.sender, o.channel, o.template, o.language, o.card, o.member_id, o.holds_password, o.state,
       o.error_code, o.error, o.left_to_person, o.created_at, o.due_at, o.sent_at, o.settled_at,
       o.unknown_since, o.by_staff, o.instead_of, o.wait_seconds
from outbound_messages o where o.sender in @phones and o.by_staff = 1 and o.card = @last4
GO

-- OfPhoneAsync
select o.id, o.sender, o.channel, o.template, o.language, o.card, o.member_id, o.holds_password, o.state,
       o.error_code, o.error, o.left_to_person, o.created_at, o.due_at, o.sent_at, o.settled_at,
       o.unknown_since, o.by_staff, o.instead_of, o.wait_seconds
from outbound_messages o where o.sender = @phone and o.by_staff = 1
GO

-- RepliesAsync
select o.id, o.sender, o.channel, o.template, o.language, o.card, o.member_id, o.holds_password, o.state,
       o.error_code, o.error, o.left_to_person, o.created_at, o.due_at, o.sent_at, o.settled_at,
       o.unknown_since, o.by_staff, o.instead_of, o.wait_seconds
from outbound_messages o where o.id in @ids
GO

-- WithTriesAsync
select message_id, started_at, sid, result, error_code, text from send_attempts
where message_id in @ids order by id
GO
