-- FindAsync
select id, phone, country, name, language, card, fields from campaign_recipients
where campaign_id = @campaign and line = @asked
GO
