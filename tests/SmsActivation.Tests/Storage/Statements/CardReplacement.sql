-- ReplaceAsync
update cards set state = 'Replaced', updated_at = @now where id = @CardId and state = 'Active'
GO

-- TakeAsync
insert into card_links (card_id, member_id, slot, channel, linked_at)
values (@card, @MemberId, @Slot, @Channel, @now)
GO

-- TakeAsync
select id from cards where number = @number
GO

-- TakeAsync
update cards set state = 'Active', activated_at = @now, updated_at = @now
where number = @number and state in ('Prepared', 'Issued') and held_at is null
    and (expires_on is null or expires_on >= @today)
GO
