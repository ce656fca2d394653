-- AddAsync
insert into outbound_messages
    (sender, channel, to_address, texted_address, template, language, member_id, holds_password,
     campaign, campaign_id, campaign_step, state, priority, due_at, created_at, valid_until, words, segments)
values (@Phone, @channel, @Phone, @sender, @template, @Language, @member, @holdsPassword,
        1, @campaign, @Step, 'queued', @priority, @now, @now, @validUntil, @words, @segments); select cast(scope_identity() as bigint)
GO

-- AddAsync
update campaign_recipients set state = 'Fed', outbound_id = @text, fed_at = @now, step = @Step, due_at = @dueAt
where id = @Id and (state = 'Waiting' or (state = 'Fed' and step = @Step - 1 and due_at is not null))
GO
