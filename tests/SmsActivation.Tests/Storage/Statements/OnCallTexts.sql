-- AddAsync
insert into outbound_messages
    (sender, channel, to_address, template, language, holds_password, state, priority, due_at,
     created_at, words)
values (@phone, @channel, @phone, @template, 'en', 0, 'queued', @priority, @now, @now, @words); select cast(scope_identity() as bigint)
GO
