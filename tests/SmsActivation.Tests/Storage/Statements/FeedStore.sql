-- AddAsync
insert into outbound_messages
    (sender, channel, to_address, texted_address, template, language, member_id, holds_password,
     campaign, campaign_id, campaign_step, state, priority, due_at, created_at, words, segments)
values (@Phone, @channel, @Phone, @sender, @template, @Language, @member, @holdsPassword,
        1, @campaign, @Step, 'queued', @priority, @now, @now, @words, @segments); select cast(scope_identity() as bigint)
GO

-- AddAsync
update campaign_recipients set state = 'Fed', outbound_id = @text, fed_at = @now, step = @Step, due_at = @dueAt
where id = @Id and (state = 'Waiting' or (state = 'Fed' and step = @Step - 1 and due_at is not null))
GO

-- CountAsync
insert into send_days (day, taken) values (@day, @texts)
GO

-- CountAsync
update send_days set taken = taken + @texts where day = @day
GO

-- DropAsync
update campaign_recipients set state = 'Dropped', reason = @Reason where id = @Id and state = 'Waiting'
GO

-- FeedAsync
update campaigns set state = 'Done', ended_at = @now, feed_token = null, feed_until = null
where id = @Id and state = 'Running' and feed_token = @token
GO

-- HoldAsync
update campaigns set
    feed_token = @token, turn_until = @until,
    feed_until = case when kind = 'Reminder' then @Never else @until end
where id = @campaign and state = 'Running'
    and (feed_token = @token or feed_until is null or feed_until <= @now
        or (kind = 'Reminder' and (turn_until is null or turn_until <= @now)))
GO

-- LeaveAsync
update campaigns set
    feed_token = null, turn_until = null,
    feed_until = case when kind = 'Reminder' then feed_until else null end
where state = 'Running' and feed_token = @token
GO

-- NextZoneAsync
select min(zones) from campaign_recipients
where campaign_id = @campaign and state = 'Waiting' and zones > @after
GO

-- RunningAsync
select id, name, kind, state, keyword, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at,
approved_by, approved_at, started_by, started_at, ended_by, ended_at, end_reason, version, changed_by, corrects,
corrects_first, corrects_unknown, list_columns from campaigns where state = 'Running' order by id
GO

-- StandingAsync
select coalesce(sum(case when state = 'sending' then 0 else 1 end), 0) as waiting,
       coalesce(sum(case when state = 'sending' then 1 else 0 end), 0) as sending,
       (select count(*) from outbound_messages
        where campaign_id = @Id and state = 'sent' and passed_on_at is null and sent_at > @sentSince) as at_carrier
from outbound_messages
where campaign_id = @Id and state in ('queued', 'claimed', 'retry', 'sending')
GO

-- StandingAsync
select taken from send_days with (updlock, holdlock) where day = @day
GO

-- TakeBackAllAsync
update campaigns set
    feed_token = null, turn_until = null,
    feed_until = case when kind = 'Reminder' then feed_until else null end
where state = 'Running' and feed_token is not null
GO

-- TakeBackAsync
update campaign_recipients set state = 'Waiting', outbound_id = null, fed_at = null, due_at = null
where outbound_id = @text and state = 'Fed'
GO

-- TakeBackAsync
update outbound_messages set state = 'failed', error = @error
where id = @text and state in ('queued', 'retry')
GO

-- TidyAsync
select o.id, g.state from outbound_messages o join campaigns g on g.id = o.campaign_id
where o.state in ('queued', 'retry') and o.priority = 2
    and (g.state <> 'Running' or o.created_at <= @staleSince)
GO

-- TurnsAsync
select r.id, r.phone, r.country, r.name, r.language, r.card, r.fields,
       case when r.step > 1 then r.step else 1 end as step,
       case
    when c.sms_opted_out_at is not null then 'OptedOut'
    when (exists (select 1 from phone_consents p where p.phone = r.phone and p.revoked_at is not null)
        or exists (
            select 1 from members m join consents a on a.member_id = m.id
            where m.phone = r.phone and a.kind = 'marketing' and a.revoked_at is not null))
    and not exists (select 1 from phone_consents p where p.phone = r.phone and p.revoked_at is null)
    and not exists (
        select 1 from members m join consents a on a.member_id = m.id
        where m.phone = r.phone and a.kind = 'marketing' and a.revoked_at is null) then 'NoConsent'
    when @endsWithCard = 1 and exists (
        select 1 from cards k where k.number = r.card and k.state = 'Active') then 'Activated'
    when @endsWithCard = 1 and exists (
        select 1 from members m join card_links l on l.member_id = m.id
        where m.phone = r.phone and l.unlinked_at is null) then 'Activated'
    when @givesPasswords = 1 and exists (
        select 1 from members m
        where m.phone = r.phone and m.closed_at is null and m.password_hash is not null) then 'HasOwnPassword'
    when @givesPasswords = 1 and exists (
        select 1 from members m
        where m.phone = r.phone and m.closed_at is null and m.last_sign_in_at is not null) then 'HasSignedIn'
    when exists (
        select 1 from campaign_recipients f
        where f.phone = r.phone and f.fed_at > @textedSince
            and f.campaign_id <> r.campaign_id
            and f.campaign_id not in (
                select k.id from campaigns k
                where k.id = @corrected or k.corrects_first = @corrected or k.corrects_first = r.campaign_id)
        ) then 'TextedLately'
    when @corrected = 0 and exists (
        select 1 from campaign_recipients h join campaigns g on g.id = h.campaign_id
        where h.phone = r.phone and h.state = 'Control' and h.campaign_id <> r.campaign_id
            and (g.state in ('Running', 'Paused') or g.ended_at > @comparedSince)) then 'ControlElsewhere'
end as reason
from campaign_recipients r with (updlock, rowlock)
    left join conversations c with (updlock, rowlock) on c.sender = r.phone
where r.campaign_id = @Id and r.state = 'Waiting' and r.zones = @zone
order by r.id  offset 0 rows fetch next @most rows only
GO
