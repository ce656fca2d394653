-- AddAsync
insert into send_attempts (message_id, token, started_at, text, redact_at)
values (@messageId, @token, @now, @text, @redactAt)
GO
