-- FailedAsync
select id from outbound_messages
where id = @send and member_id = @member and state in ('failed', 'undelivered')
    and not exists (select 1 from outbound_messages n where n.instead_of = @send)
GO

-- IsUnderWayAsync
select count(*) from outbound_messages
where member_id = @member and holds_password = 1 and campaign = 0 and left_to_person is null
    and (state in ('queued', 'claimed', 'sending', 'retry')
        or (state = 'unknown' and unknown_since > @holdsSince))
GO

-- ReissueAsync
select phone from members where id = @member and closed_at is null
GO

-- ReissueAsync
update members set closed_at = closed_at where id = @member and closed_at is null and phone = @phone
GO
