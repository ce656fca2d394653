-- AdoptAsync
update outbound_messages set
    state = 'retry', attempts = attempts + 1, looked_up_at = @now,
    replaced_at = case when holds_password = 1 then coalesce(replaced_at, @now) else replaced_at end
where id = @Id and state in ('queued', 'retry')
    and not exists (select 1 from send_attempts where sid = @Sid)
GO

-- DueAsync
select o.to_address from outbound_messages o where o.state in ('queued', 'retry') and (o.looked_up_at is null or o.looked_up_at < @startedAt)
and coalesce((
    select min(i.received_at) from activation_log l join inbound_messages i on i.id = l.inbound_id
    where l.reply_id = o.id), o.created_at) < @startedAt
group by o.to_address order by min(o.id)  offset 0 rows fetch next @most rows only
GO

-- EndAsync
update outbound_messages set looked_up_at = @now where id = @Id and state in ('queued', 'retry')
GO

-- HeldAsync
select message_id, text from send_attempts where message_id in @ids
GO

-- HeldAsync
select o.id, o.sender, o.channel, o.to_address, o.texted_address, o.template, o.language, o.card,
       o.wait_seconds, o.member_id, o.holds_password, o.attempts, o.created_at,
       o.words,
       i.received_at, coalesce(i.swept, 0) as swept
from outbound_messages o
    left join inbound_messages i on i.id = (
        select min(l.inbound_id) from activation_log l where l.reply_id = o.id)
where o.to_address = @address and o.state in ('queued', 'retry') and (o.looked_up_at is null or o.looked_up_at < @startedAt)
and coalesce((
    select min(i.received_at) from activation_log l join inbound_messages i on i.id = l.inbound_id
    where l.reply_id = o.id), o.created_at) < @startedAt
GO

-- JoinedAsync
select o.id, i.sender, i.channel, i.from_address as to_address, i.to_address as texted_address,
       'PasswordReissued' as template, coalesce(l.language, o.language) as language,
       o.member_id, 1 as holds_password, l.at as created_at,
       i.received_at, coalesce(i.swept, 0) as swept
from activation_log l
    join inbound_messages i on i.id = l.inbound_id
    join outbound_messages o on o.id = l.reply_id
where l.phone = @phone and l.at >= @startedAt
    and l.outcome = 'PasswordReissued'
    and i.from_address = @address and i.received_at < @startedAt
    and l.id > (select min(f.id) from activation_log f where f.reply_id = l.reply_id)
GO
