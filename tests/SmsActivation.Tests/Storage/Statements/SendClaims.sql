-- DueAsync
select o.id, o.sender, o.channel, o.to_address, o.texted_address, o.template, o.language, o.card,
       o.wait_seconds, o.member_id, o.holds_password, o.attempts, o.created_at, o.words,
       i.sid as text_sid, i.received_at as texted_at, o.valid_until
from outbound_messages o with (updlock, readpast, rowlock, readcommittedlock) join conversations c on c.sender = o.sender

    left join inbound_messages i on i.id = (
        select min(l.inbound_id) from activation_log l where l.reply_id = o.id)
where o.state in ('queued', 'retry') and o.priority = @priority and o.due_at <= @now
    and o.template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain', 'AlreadyActive', 'MissingCardNumber', 'InvalidCardNumber', 'AmbiguousCardNumber', 'UnknownCard', 'PhoneAlreadyLinked', 'CardAlreadyLinked', 'HeldForReview', 'CardBlocked', 'CardExpired', 'CardReplaced', 'CardNotIssued', 'CodeNeeded', 'CardNotConfirmed', 'TooManyAttempts', 'PictureReceived', 'PasswordReceived', 'PasswordReissued', 'PasswordNeedsCard', 'NoLinkedCard', 'LossReported', 'OptedOut', 'OptedIn', 'OptedInHere', 'HelpSent', 'OnCall', 'Campaign', 'CampaignTest', 'CardUnlinked', 'ActivationUndone', 'CardBlockedNotice', 'CardUnblockedNotice', 'CardReplacedNotice')
    and (c.send_lease_until is null or c.send_lease_until <= @now)
    and o.campaign_id is null
    and not exists (
        select 1 from outbound_messages u
        where u.state = 'unknown' and u.sender = o.sender and u.channel = o.channel
            and u.template = o.template and u.campaign = 0 and u.left_to_person is null
            and u.unknown_since > @holdsSince)
order by o.due_at, o.id  offset 0 rows fetch next @window rows only
GO

-- DueAsync
select o.id, o.sender, o.channel, o.to_address, o.texted_address, o.template, o.language, o.card,
       o.wait_seconds, o.member_id, o.holds_password, o.attempts, o.created_at, o.words,
       i.sid as text_sid, i.received_at as texted_at, o.valid_until
from outbound_messages o with (updlock, readpast, rowlock, readcommittedlock) join conversations c on c.sender = o.sender

    left join inbound_messages i on i.id = (
        select min(l.inbound_id) from activation_log l where l.reply_id = o.id)
where o.state in ('queued', 'retry') and o.priority = @priority and o.due_at <= @now
    and o.template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain', 'AlreadyActive', 'MissingCardNumber', 'InvalidCardNumber', 'AmbiguousCardNumber', 'UnknownCard', 'PhoneAlreadyLinked', 'CardAlreadyLinked', 'HeldForReview', 'CardBlocked', 'CardExpired', 'CardReplaced', 'CardNotIssued', 'CodeNeeded', 'CardNotConfirmed', 'TooManyAttempts', 'PictureReceived', 'PasswordReceived', 'PasswordReissued', 'PasswordNeedsCard', 'NoLinkedCard', 'LossReported', 'OptedOut', 'OptedIn', 'OptedInHere', 'HelpSent', 'OnCall', 'Campaign', 'CampaignTest', 'CardUnlinked', 'ActivationUndone', 'CardBlockedNotice', 'CardUnblockedNotice', 'CardReplacedNotice')
    and (c.send_lease_until is null or c.send_lease_until <= @now) and coalesce(o.texted_address, '') not in @resting
    and o.campaign_id is null
    and not exists (
        select 1 from outbound_messages u
        where u.state = 'unknown' and u.sender = o.sender and u.channel = o.channel
            and u.template = o.template and u.campaign = 0 and u.left_to_person is null
            and u.unknown_since > @holdsSince)
order by o.due_at, o.id  offset 0 rows fetch next @window rows only
GO

-- DueAsync
select o.id, o.sender, o.channel, o.to_address, o.texted_address, o.template, o.language, o.card,
       o.wait_seconds, o.member_id, o.holds_password, o.attempts, o.created_at, o.words,
       i.sid as text_sid, i.received_at as texted_at, o.valid_until
from outbound_messages o with (updlock, readpast, rowlock, readcommittedlock) join conversations c on c.sender = o.sender
    join campaigns g on g.id = o.campaign_id
    left join inbound_messages i on i.id = (
        select min(l.inbound_id) from activation_log l where l.reply_id = o.id)
where o.state in ('queued', 'retry') and o.priority = @priority and o.due_at <= @now
    and o.template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain', 'AlreadyActive', 'MissingCardNumber', 'InvalidCardNumber', 'AmbiguousCardNumber', 'UnknownCard', 'PhoneAlreadyLinked', 'CardAlreadyLinked', 'HeldForReview', 'CardBlocked', 'CardExpired', 'CardReplaced', 'CardNotIssued', 'CodeNeeded', 'CardNotConfirmed', 'TooManyAttempts', 'PictureReceived', 'PasswordReceived', 'PasswordReissued', 'PasswordNeedsCard', 'NoLinkedCard', 'LossReported', 'OptedOut', 'OptedIn', 'OptedInHere', 'HelpSent', 'OnCall', 'Campaign', 'CampaignTest', 'CardUnlinked', 'ActivationUndone', 'CardBlockedNotice', 'CardUnblockedNotice', 'CardReplacedNotice')
    and (c.send_lease_until is null or c.send_lease_until <= @now)
    and g.state = 'Running' and c.sms_opted_out_at is null
    and o.created_at > @freshSince and o.valid_until > @now
    and (g.kind not in ('Invite', 'Reminder') or g.corrects is not null or (
        not exists (
            select 1 from members m join card_links l on l.member_id = m.id
            where m.phone = o.sender and l.unlinked_at is null)
        and not exists (
            select 1 from campaign_recipients r join cards k on k.number = r.card
            where r.outbound_id = o.id and k.state = 'Active')))
    and not exists (
        select 1 from outbound_messages u
        where u.state = 'unknown' and u.sender = o.sender and u.channel = o.channel
            and u.template = o.template and u.campaign = 0 and u.left_to_person is null
            and u.unknown_since > @holdsSince)
order by o.due_at, o.id  offset 0 rows fetch next @window rows only
GO

-- DueAsync
select o.id, o.sender, o.channel, o.to_address, o.texted_address, o.template, o.language, o.card,
       o.wait_seconds, o.member_id, o.holds_password, o.attempts, o.created_at, o.words,
       i.sid as text_sid, i.received_at as texted_at, o.valid_until
from outbound_messages o with (updlock, readpast, rowlock, readcommittedlock) join conversations c on c.sender = o.sender
    join campaigns g on g.id = o.campaign_id
    left join inbound_messages i on i.id = (
        select min(l.inbound_id) from activation_log l where l.reply_id = o.id)
where o.state in ('queued', 'retry') and o.priority = @priority and o.due_at <= @now
    and o.template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain', 'AlreadyActive', 'MissingCardNumber', 'InvalidCardNumber', 'AmbiguousCardNumber', 'UnknownCard', 'PhoneAlreadyLinked', 'CardAlreadyLinked', 'HeldForReview', 'CardBlocked', 'CardExpired', 'CardReplaced', 'CardNotIssued', 'CodeNeeded', 'CardNotConfirmed', 'TooManyAttempts', 'PictureReceived', 'PasswordReceived', 'PasswordReissued', 'PasswordNeedsCard', 'NoLinkedCard', 'LossReported', 'OptedOut', 'OptedIn', 'OptedInHere', 'HelpSent', 'OnCall', 'Campaign', 'CampaignTest', 'CardUnlinked', 'ActivationUndone', 'CardBlockedNotice', 'CardUnblockedNotice', 'CardReplacedNotice')
    and (c.send_lease_until is null or c.send_lease_until <= @now) and coalesce(o.texted_address, '') not in @resting
    and g.state = 'Running' and c.sms_opted_out_at is null
    and o.created_at > @freshSince and o.valid_until > @now
    and (g.kind not in ('Invite', 'Reminder') or g.corrects is not null or (
        not exists (
            select 1 from members m join card_links l on l.member_id = m.id
            where m.phone = o.sender and l.unlinked_at is null)
        and not exists (
            select 1 from campaign_recipients r join cards k on k.number = r.card
            where r.outbound_id = o.id and k.state = 'Active')))
    and not exists (
        select 1 from outbound_messages u
        where u.state = 'unknown' and u.sender = o.sender and u.channel = o.channel
            and u.template = o.template and u.campaign = 0 and u.left_to_person is null
            and u.unknown_since > @holdsSince)
order by o.due_at, o.id  offset 0 rows fetch next @window rows only
GO

-- FreePhoneAsync
update conversations set send_lease_until = null, send_token = null
where sender = @sender and send_token = @token
GO

-- HandBackAsync
select count(*) from outbound_messages where id = @Id and state = 'sending' and lease_token = @Token
GO

-- HandBackAsync
update outbound_messages set
    state = case when attempts = 0 then 'queued' else 'retry' end,
    due_at = @dueAt, lease_until = null, lease_token = null
where id = @Id and state = 'claimed' and lease_token = @Token
GO

-- SweepAsync
update conversations set send_lease_until = null, send_token = null where send_token is not null
GO

-- SweepAsync
update outbound_messages set
    state = 'unknown', unknown_since = @now, settle_at = null, empty_look_at = null,
    left_to_person = null, lease_until = null, lease_token = null
where lease_until is not null and state = 'sending' and (lease_until <= @now or @all = 1)
GO

-- SweepAsync
update outbound_messages set
    state = case when attempts = 0 then 'queued' else 'retry' end, lease_until = null, lease_token = null
where lease_until is not null and state = 'claimed' and (lease_until <= @now or @all = 1)
GO

-- SweepAsync
update send_attempts set result = 'ambiguous', ended_at = @now
where result is null and message_id in (
    select id from outbound_messages
    where lease_until is not null and state = 'sending' and (lease_until <= @now or @all = 1))
GO

-- TakeAsync
update outbound_messages set state = 'claimed', lease_until = @until, lease_token = @token
where id = @Id and state in ('queued', 'retry')
GO

-- TakePhoneAsync
update conversations with (updlock, readpast, rowlock, readcommittedlock) set send_lease_until = @until, send_token = @token
where sender = @sender and (send_lease_until is null or send_lease_until <= @now)
GO
