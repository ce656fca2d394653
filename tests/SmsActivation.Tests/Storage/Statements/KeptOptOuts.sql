-- AmongAsync
select phone_hash from kept_opt_outs where phone_hash in @hashes and sms_opted_out_at is not null
GO

-- AnyAsync
select count(*) from kept_opt_outs
GO

-- GiveBackAsync
delete from kept_opt_outs where phone_hash = @hash
GO

-- GiveBackAsync
select sms_opted_out_at, sms_keyword_at, whatsapp_opted_out_at, whatsapp_keyword_at
from kept_opt_outs where phone_hash = @hash
GO

-- GiveBackAsync
update conversations set
    sms_opted_out_at = @SmsOptedOutAt, sms_keyword_at = @SmsKeywordAt,
    whatsapp_opted_out_at = @WhatsappOptedOutAt, whatsapp_keyword_at = @WhatsappKeywordAt
where sender = @phone
GO

-- KeepAsync
delete from kept_opt_outs where phone_hash = @hash
GO

-- KeepAsync
insert into kept_opt_outs
    (phone_hash, sms_opted_out_at, sms_keyword_at, whatsapp_opted_out_at, whatsapp_keyword_at, kept_at)
select @hash, sms_opted_out_at, sms_keyword_at, whatsapp_opted_out_at, whatsapp_keyword_at, @now
from conversations where sender = @phone
GO

-- KeyAsync
select value from facts where name = @name
GO

-- RecordKeyAsync
insert into facts (name, value) values (@name, @value)
GO

-- RecordKeyAsync
update facts set value = @value where name = @name
GO
