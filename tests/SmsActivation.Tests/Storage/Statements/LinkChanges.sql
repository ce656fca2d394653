-- EndAsync
update cards set state = 'Issued', activated_at = null, updated_at = @now
where id = @CardId and state = 'Active'
GO

-- ForgetAccessAsync
select count(*) from card_links where member_id = @MemberId and unlinked_at is null
GO

-- ForgetAccessAsync
update outbound_messages set state = 'failed', settled_at = @now, error = 'the card was taken back'
where sender = @Phone and member_id = @MemberId and state in ('queued', 'retry')
    and ((@noneLeft = 1 and holds_password = 1)
        or (card = @last4 and template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain')))
GO

-- ForgetAccessAsync
update temporary_passwords set voided_at = @now
where member_id = @MemberId and used_at is null and voided_at is null
    and (@noneLeft = 1 or attempt_token in (
        select a.token from activation_log l join send_attempts a on a.message_id = l.reply_id
        where l.card = @Number and l.outcome = 'Activated' and l.at = @LinkedAt))
GO

-- RevokeConsentAsync
update consents set revoked_at = @now
where member_id = @MemberId and kind = 'service' and given_at = @LinkedAt and revoked_at is null
GO
