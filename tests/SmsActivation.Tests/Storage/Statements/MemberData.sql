-- ReadAsync
select c.number, c.state, l.linked_at, l.unlinked_at, l.unlink_reason
from card_links l join cards c on c.id = l.card_id where l.member_id = @member order by l.id
GO

-- ReadAsync
select created_at as at, agent, ended_at from account_sessions
where member_id = @member order by id
GO

-- ReadAsync
select g.name as campaign, r.fed_at as at, o.words, o.state
from campaigns g join campaign_recipients r on r.campaign_id = g.id and r.phone = @Phone
    join outbound_messages o on o.id = r.outbound_id
-- what was sent to the phone before this member was made may have gone to somebody else
where r.fed_at >= @CreatedAt
union all
select g.name as campaign, p.fed_at as at, o.words, o.state
from campaign_recipients r
    join campaign_fed_steps p on p.recipient_id = r.id and p.outbound_id <> r.outbound_id
    join outbound_messages o on o.id = p.outbound_id and (o.state <> 'failed' or o.settled_at is not null)
    join campaigns g on g.id = r.campaign_id
where r.campaign_id in (select k.id from campaigns k) and r.phone = @Phone and p.fed_at >= @CreatedAt
order by at
GO

-- ReadAsync
select l.at, l.channel, i.body, l.card, l.outcome, o.template as reply, o.state as reply_state
from activation_log l
    join members m on m.phone = l.phone
    join inbound_messages i on i.id = l.inbound_id
    left join outbound_messages o on o.id = l.reply_id
-- what the phone texted before this member was made may be somebody else's
where m.id = @member and l.at >= m.created_at order by l.id
GO

-- ReadAsync
select phone, username, language, created_at, last_sign_in_at from members where id = @member
GO
