-- FindAsync
select id, sender, template, card, member_id, wait_seconds, holds_password from outbound_messages
where id = @send and state in ('failed', 'undelivered') and campaign = 0
GO

-- FinishAsync
select sender from outbound_messages where id = @send
GO

-- FinishAsync
update outbound_messages set
    state = case when @arrived = 1 then 'sent' else 'failed' end,
    sent_at = case when @arrived = 1 then coalesce(sent_at, unknown_since) else sent_at end,
    settled_at = case when @arrived = 1 then settled_at else @now end,
    error = case when @arrived = 1 then error else coalesce(error, 'the carrier never had it') end,
    unknown_since = null, settle_at = null, empty_look_at = null
where id = @send and state = 'unknown' and left_to_person is not null
GO

-- IsOutOfDateAsync
select count(*) from members m
where m.id = @MemberId and m.closed_at is null and exists (
    select 1 from card_links l where l.member_id = m.id and l.unlinked_at is null)
GO

-- IsOutOfDateAsync
select count(*) from outbound_messages
where member_id = @MemberId and holds_password = 1 and id > @Id
    and state not in ('failed', 'undelivered')
GO

-- ResendAsync
update outbound_messages set due_at = due_at
where id = @send and state in ('failed', 'undelivered')
GO
