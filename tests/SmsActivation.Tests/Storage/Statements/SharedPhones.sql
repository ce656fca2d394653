-- MergeAsync
select phone, name, card from campaign_recipients where campaign_id = @campaign and phone in @some
GO

-- MergeAsync
update campaign_recipients set state = 'LeftOut', reason = 'SharedPhone'
where campaign_id = @campaign and phone in @some and state = 'Waiting'
GO
