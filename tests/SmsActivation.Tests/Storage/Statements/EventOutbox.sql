-- AddAsync
insert into event_deliveries (event_id, target, subject, state, due_at, retry_until)
values (@id, @Name, @Subject, 'queued', @now, @retryUntil)
GO

-- AddAsync
insert into events (event_id, type, subject, sequence, member_id, card_id, reason, changed, at)
select @eventId, @type, @Subject, (select events from members where id = @MemberId),
    @MemberId, @CardId, @Reason, @Changed, @now; select cast(scope_identity() as bigint)
GO

-- AddAsync
update members set events = events + 1 where id = @member
GO
