-- AgreeToMarketingAsync
insert into consents (member_id, kind, version, language, source, given_at)
select m.id, 'marketing', @Version, @Language, @source, @now
from members m
where m.id = @member and m.closed_at is null and not exists (
    select 1 from consents
    where member_id = @member and kind = 'marketing' and revoked_at is null)
GO

-- AgreeToMarketingAsync
update consents set revoked_at = @now, revoked_by = @source
where member_id = @member and kind = 'marketing' and revoked_at is null and version <> @Version
GO

-- AgreeToMarketingAsync
update members set profile = profile where id = @member
GO

-- HasStoppedAsync
select count(*) from members m join conversations c on c.sender = m.phone
where m.id = @member and c.sms_opted_out_at is not null
GO

-- KeepAsync
insert into consent_texts (kind, version, language, text, created_at)
values (@kind, @Version, @Language, @Text, @now)
GO

-- KeepAsync
select text from consent_texts
where kind = @kind and version = @Version and language = @Language
GO

-- OfAsync
select c.id, c.kind, c.version, c.language, c.source, c.given_at, c.revoked_at, c.revoked_by,
       coalesce(
           (select t.text from consent_texts t
            where t.kind = c.kind and t.version = c.version and t.language = c.language),
           (select min(t.text) from consent_texts t
            where t.kind = c.kind and t.version = c.version and t.language = 'en'),
           (select min(t.text) from consent_texts t
            where t.kind = c.kind and t.version = c.version)) as text
from consents c where c.member_id = @member order by c.id desc
GO

-- RevokeAsync
update consents set may_resume = 0 where member_id = @member and kind = @kind and may_resume = 1
GO

-- RevokeAsync
update consents set revoked_at = @now, revoked_by = @source
where member_id = @member and kind = @kind and revoked_at is null
GO
