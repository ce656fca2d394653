-- InsertAsync
insert into cards
    (number, state, batch, expires_on, code_hash, code_length, held_at, held_reason, activated_at,
     created_at, updated_at)
values
    (@Number, @state, @batch, @expiresOn, @codeHash, @codeLength, @heldAt, @HeldReason, @activatedAt,
     @now, @now)
GO

-- LinkAsync
insert into card_links (card_id, member_id, slot, channel, linked_at)
select c.id, m.id, 1, 'sms', @now from cards c join members m on m.phone = @phone where c.number = @number
GO

-- LinkAsync
insert into members (phone, username, language, created_at) values (@phone, 'demo', 'en', @now)
GO

-- LoadAsync
select count(*) from cards
GO
