-- RangeAsync
select min(id) as first_id, max(id) as last_id from campaign_recipients where campaign_id = @campaign
GO

-- WriteAsync
update campaign_recipients set state = @state, reason = @Reason
where id in @ids and state = 'Waiting'
GO
