-- AddAsync
insert into outbound_messages
    (sender, channel, to_address, texted_address, template, language, holds_password, state, priority,
     due_at, created_at, words)
values (@phone, @channel, @phone, @sender, @template, @Language, 0, 'queued', @priority,
        @now, @now, @words); select cast(scope_identity() as bigint)
GO

-- LatestAsync
select t.sent_by, t.sent_at, o.sender as phone, o.state, o.error_code, o.error
from campaign_tests t left join outbound_messages o on o.id = t.outbound_id
where t.campaign_id = @campaign order by t.id desc  offset 0 rows fetch next @most rows only
GO

-- SendAsync
insert into campaign_tests (campaign_id, outbound_id, sent_by, sent_at)
values (@Id, @text, @Name, @now)
GO

-- SendAsync
select count(*) from campaign_tests where campaign_id = @Id and sent_at > @since
GO

-- SendAsync
select count(*) from campaign_tests where sent_by = @Name and sent_at > @since
GO

-- SendAsync
select count(*) from conversations where sender = @phone and sms_opted_out_at is not null
GO

-- SendAsync
select id from campaigns with (updlock, rowlock) where id = @Id
GO
