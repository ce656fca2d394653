-- ClaimAsync
select id, sid, sent_at, poll_at, polls from outbound_messages
where state = 'sent' and poll_at <= @now
order by poll_at  offset 0 rows fetch next @most rows only
GO

-- ClaimAsync
update outbound_messages set poll_at = @next, polls = polls + 1
where id = @Id and state = 'sent' and poll_at = @PollAt
GO

-- PutOffAsync
update outbound_messages set poll_at = @until, polls = polls - 1
where id = @Id and state = 'sent' and polls > 0
GO
