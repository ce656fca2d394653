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
