-- AppendAsync
insert into activation_log
    (inbound_id, at, message_sid, channel, phone, card, outcome, reply_id, facts, language, host)
values (@Id, @now, @Sid, @channel, @Sender, @card, @outcome, @replyId, @facts, @language, @host)
GO

-- HasAsync
select count(*) from activation_log where inbound_id = @inboundId
GO
