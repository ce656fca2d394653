-- NoteAsync
select o.sender, o.channel, o.texted_address, a.started_at
from send_attempts a join outbound_messages o on o.id = a.message_id
where a.token = @attempt
GO

-- NoteAsync
update conversations set sms_opted_out_at = coalesce(sms_opted_out_at, @now)
where sender = @Sender and (sms_keyword_at is null or sms_keyword_at <= @StartedAt)
GO

-- NoteAsync
update conversations set whatsapp_opted_out_at = coalesce(whatsapp_opted_out_at, @now)
where sender = @Sender and (whatsapp_keyword_at is null or whatsapp_keyword_at <= @StartedAt)
GO
