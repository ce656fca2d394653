-- RemoveAsync
delete from campaign_left_out where campaign_id = @campaign and line in @some
GO

-- RemoveAsync
delete from campaign_recipients where id in @some
GO

-- RemoveAsync
select id from campaign_recipients where campaign_id = @campaign order by phone offset 0 rows fetch next @rows rows only
GO

-- RemoveAsync
select line from campaign_left_out where campaign_id = @campaign order by line offset 0 rows fetch next @rows rows only
GO

-- WriteAsync
delete from staged_campaign_left_out where token = @token
GO

-- WriteAsync
delete from staged_campaign_recipients where token = @token
GO

-- WriteAsync
delete from staged_phone_consents where token = @token
GO

-- WriteAsync
insert into campaign_left_out (campaign_id, line, value, reason)
select s.campaign_id, s.line, s.value, s.reason from staged_campaign_left_out s
where s.token = @token and not exists (select 1 from campaign_left_out t where t.campaign_id = s.campaign_id and t.line = s.line)
order by s.place
GO

-- WriteAsync
insert into campaign_recipients (campaign_id, line, phone, country, zones, name, language, card, fields, state, reason, about)
select s.campaign_id, s.line, s.phone, s.country, s.zones, s.name, s.language, s.card, s.fields, s.state, s.reason, s.about from staged_campaign_recipients s
where s.token = @token and not exists (select 1 from campaign_recipients t where t.campaign_id = s.campaign_id and t.phone = s.phone)
order by s.place
GO

-- WriteAsync
insert into phone_consents (phone, source, words, given_at)
select s.phone, s.source, s.words, s.given_at from staged_phone_consents s
where s.token = @token
order by s.place
GO

-- WriteAsync
select s.place from staged_campaign_left_out s
where s.token = @token
    and exists (select 1 from campaign_left_out t with (updlock, holdlock) where t.campaign_id = s.campaign_id and t.line = s.line)
order by s.place
GO

-- WriteAsync
select s.place from staged_campaign_recipients s
where s.token = @token
    and exists (select 1 from campaign_recipients t with (updlock, holdlock) where t.campaign_id = s.campaign_id and t.phone = s.phone)
order by s.place
GO
