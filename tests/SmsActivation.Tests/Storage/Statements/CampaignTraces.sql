-- ForgetAsync
delete from opt_outs where phone = @phone
GO

-- ForgetAsync
delete from phone_consents where phone = @phone
GO

-- ForgetAsync
delete from user_names where phone = @phone
GO

-- ForgetAsync
select r.id from campaign_recipients r
where r.phone = @phone and r.campaign_id in (select g.id from campaigns g)   -- by the index of each list
GO

-- ForgetAsync
update campaign_left_out set value = null where campaign_id = @CampaignId and line = @Number
GO

-- ForgetAsync
update campaign_recipients set
    phone = @pseudonym, name = null, card = null, fields = null, about = null, due_at = null,
    reason = case when state = 'Waiting' then 'Erased' else reason end,
    state = case when state = 'Waiting' then 'Dropped' else state end
where id in @rows
GO

-- KeepResultsAsync
update campaign_recipients set
    batch = (select k.batch from cards k where k.number = campaign_recipients.card),
    signed_in_at = coalesce(signed_in_at, (select min(s.created_at) from members m join account_sessions s on s.member_id = m.id
where m.phone = campaign_recipients.phone and s.created_at >= coalesce(
    (select p.fed_at from campaign_fed_steps p where p.recipient_id = campaign_recipients.id and p.step = 1),
    campaign_recipients.fed_at)))
where id in @rows
GO

-- KeepSignInsAsync
update campaign_recipients set signed_in_at = (select min(s.created_at) from members m join account_sessions s on s.member_id = m.id
where m.phone = campaign_recipients.phone and s.created_at >= coalesce(
    (select p.fed_at from campaign_fed_steps p where p.recipient_id = campaign_recipients.id and p.step = 1),
    campaign_recipients.fed_at))
where fed_at is not null and signed_in_at is null
    and phone in (
        select m.phone from account_sessions s join members m on m.id = s.member_id
        where s.id > @after and s.id <= @last)
GO

-- LinesAsync
select campaign_id, line as number from campaign_left_out where value = @phone
GO
