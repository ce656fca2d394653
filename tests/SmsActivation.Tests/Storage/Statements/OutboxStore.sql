-- AddAsync
insert into outbound_messages
    (sender, channel, to_address, texted_address, template, language, card, wait_seconds, member_id,
     holds_password, state, attempts, due_at, lease_until, lease_token, priority,
     created_at)
values
    (@Sender, @channel, @To, @TextedAddress, @template, @Language, @Card, @wait, @MemberId,
     @HoldsPassword, @state, @attempts, @CreatedAt, @until, @token, @priority,
     @CreatedAt); select cast(scope_identity() as bigint)
GO

-- TakeOthersAlongAsync
update outbound_messages set priority = 0
where sender = @sender and priority > 0 and campaign = 0
    and state in ('queued', 'claimed', 'sending', 'retry', 'unknown')
GO
