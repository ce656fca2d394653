-- BeginAsync
update campaigns set state = 'Loading', feed_token = @token, feed_until = @until, loaded_at = @now,
    approved_by = null, approved_at = null, version = version + 1, changed_by = coalesce(@by, changed_by),
    list_columns = @columns
where id = @campaign and version = coalesce(@seen, version)
    and (state in ('Draft', 'Ready') or (state = 'Loading' and (feed_until is null or feed_until <= @now)))
GO

-- DeleteAsync
delete from campaign_loads where campaign_id = @campaign
GO

-- DeleteAsync
delete from campaign_step_texts where campaign_id = @campaign
GO

-- DeleteAsync
delete from campaign_steps where campaign_id = @campaign
GO

-- DeleteAsync
delete from campaign_tests where campaign_id = @campaign
GO

-- DeleteAsync
delete from campaign_texts where campaign_id = @campaign
GO

-- DeleteAsync
delete from campaigns
where id = @campaign and state = 'Loading' and feed_token = @token and started_at is null
GO

-- DeleteAsync
select name from campaigns where id = @campaign
GO

-- EndAsync
update campaigns set state = 'Ready', feed_token = null, feed_until = null
where id = @campaign and state = 'Loading' and feed_token = @token
GO

-- HoldAsync
update campaigns set feed_until = @until
where id = @campaign and state = 'Loading' and feed_token = @token
GO

-- JudgeAsync
update campaign_recipients set state = @state, reason = @Reason
where id in @ids and state = 'Waiting'
GO

-- LeaveAsync
update campaigns set state = 'Draft', feed_token = null, feed_until = null
where id = @campaign and state = 'Loading' and feed_token = @token
GO

-- MergeAsync
select phone, name, card from campaign_recipients where campaign_id = @campaign and phone in @some
GO

-- MergeAsync
update campaign_recipients set state = 'LeftOut', reason = 'SharedPhone'
where campaign_id = @campaign and phone in @some and state = 'Waiting'
GO

-- RangeAsync
select min(id) as first_id, max(id) as last_id from campaign_recipients where campaign_id = @campaign
GO

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

-- WithoutKeptConsentsAsync
select phone, words, revoked_at from phone_consents where phone in @phones
union all
select phone, '' as words, opted_out_at as revoked_at from opt_outs
where phone in @phones and channel = 'sms'
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
