-- BlockAllAsync
select c.id, c.number from card_links l join cards c on c.id = l.card_id
where l.member_id = @memberId and l.unlinked_at is null
GO

-- BlockAllAsync
update cards set state = 'Blocked', updated_at = @now where id = @Id and state = 'Active'
GO

-- EndAsync
select member_id from card_links where card_id = @cardId and unlinked_at is null
GO

-- EndAsync
update card_links set unlinked_at = @now, unlink_reason = @reason
where card_id = @cardId and unlinked_at is null
GO

-- EndExpiredAsync
select c.id from card_links l join cards c on c.id = l.card_id
where l.member_id = @memberId and l.unlinked_at is null
    and (c.state = 'Expired' or (c.state = 'Active' and c.expires_on < @today))
GO

-- EndExpiredAsync
update cards set state = 'Expired', updated_at = @now where id = @cardId and state = 'Active'
GO

-- IsFirstAsync
select count(*) from card_links where member_id = @memberId
GO

-- TryLinkAsync
insert into card_links (card_id, member_id, slot, channel, linked_at)
values (@CardId, @memberId, @Slot, @channel, @now)
GO
