-- OfPhoneAsync
select id, channel, ours, source, opted_out_at, ended_at, ended_by from opt_outs
where phone = @phone order by id desc
GO

-- StandingAsync
select id, ours from opt_outs where phone = @Phone and channel = @channel and ended_at is null
GO

-- StandsAsync
select count(*) from opt_outs
where phone = @phone and channel = @channel and ended_at is null and (ours = '' or ours in @ours)
GO

-- StartAsync
update opt_outs set ended_at = @at, ended_by = @source where id = @Id and ended_at is null
GO

-- StopAsync
insert into opt_outs (phone, channel, ours, source, opted_out_at)
select @Phone, @channel, @Ours, @source, @at
where not exists (
    select 1 from opt_outs
    where phone = @Phone and channel = @channel and ours = @Ours and ended_at is null)
GO

-- TakeUpAsync
insert into opt_outs (phone, channel, ours, source, opted_out_at)
select sender, 'sms', '', @Earlier, sms_opted_out_at from conversations
where sender = @phone and sms_opted_out_at is not null
union all
select sender, 'whatsapp', '', @Earlier, whatsapp_opted_out_at from conversations
where sender = @phone and whatsapp_opted_out_at is not null
GO
