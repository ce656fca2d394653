-- EraseAsync
delete from conversations where sender = @phone
GO

-- EraseAsync
select sender from conversations with (updlock, rowlock) where sender = @phone
GO

-- EraseAsync
update staff_acts set phone = @pseudonym, reason = null where phone = @phone
GO

-- ForgetHolderAsync
update cards set holder_phone = null, updated_at = @now where id in @some
GO

-- ForgetLogAsync
update activation_log set
    phone = @pseudonym, facts = '{}', card = case when outcome = 'Activated' then card else null end
where phone = @phone
GO

-- ForgetRepliesAsync
update outbound_messages set sender = @pseudonym, to_address = @pseudonym, card = null,
    words = null
where id in @some
GO

-- ForgetRepliesAsync
update send_attempts set text = '' where message_id in @some
GO

-- ForgetTextsAsync
update inbound_messages set sender = @pseudonym, from_address = @pseudonym, body = ''
where id in @some and done_at is not null   -- one that came this instant is a new beginning
GO

-- OptedOutAsync
select count(*) from conversations
where sender = @phone and (sms_opted_out_at is not null or whatsapp_opted_out_at is not null)
GO

-- UnderWayAsync
select count(*) from inbound_messages where sender = @phone and done_at is null
GO

-- UnderWayAsync
select count(*) from outbound_messages
where sender = @phone and state in ('queued', 'claimed', 'sending', 'retry', 'unknown')
    and left_to_person is null
GO
