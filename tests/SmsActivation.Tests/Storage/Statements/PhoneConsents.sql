-- EndAsync
update consents set revoked_at = @at, revoked_by = @source, may_resume = 1
where member_id = @member and kind = 'marketing' and revoked_at is null
GO

-- EndAsync
update phone_consents set revoked_at = @at, revoked_by = @source, may_resume = 1
where phone = @phone and revoked_at is null
GO

-- MemberAsync
select id from members with (updlock, rowlock) where phone = @phone and closed_at is null
GO

-- OfPhoneAsync
select id, source, words, given_at, revoked_at, revoked_by, resumed_at, resumed_by from phone_consents
where phone = @phone order by id desc
GO

-- ResumeAsync
insert into consents (member_id, kind, version, language, source, given_at)
select c.member_id, c.kind, c.version, c.language, @source, @at
from consents c
where c.id = (
        select max(l.id) from consents l
        where l.member_id = @member and l.kind = 'marketing' and l.may_resume = 1)
    and not exists (
        select 1 from consents s
        where s.member_id = @member and s.kind = 'marketing' and s.revoked_at is null)
GO

-- ResumeAsync
insert into phone_consents (phone, source, words, given_at, resumed_at, resumed_by)
select c.phone, c.source, c.words, c.given_at, @at, @source
from phone_consents c
where c.phone = @phone and c.may_resume = 1 and not exists (
    select 1 from phone_consents s
    where s.phone = @phone and s.words = c.words
        -- one that is in force, or the same one, which an earlier START had brought back
        and (s.revoked_at is null or (s.may_resume = 1 and s.id > c.id)))
GO

-- ResumeAsync
update consents set may_resume = 0 where member_id = @member and may_resume = 1
GO

-- ResumeAsync
update phone_consents set may_resume = 0 where phone = @phone and may_resume = 1
GO

-- WithdrawAsync
update phone_consents set may_resume = 0
where phone = (select m.phone from members m where m.id = @member) and may_resume = 1
GO

-- WithdrawAsync
update phone_consents set revoked_at = @now, revoked_by = @source
where phone = (select m.phone from members m where m.id = @member) and revoked_at is null
GO
