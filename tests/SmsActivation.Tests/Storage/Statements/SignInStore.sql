-- BeginAsync
select id, hash, created_at from temporary_passwords
where member_id = @id and used_at is null and voided_at is null and expires_at > @now
order by id desc
GO

-- BeginAsync
select id, password_hash from members where username = @Signs and closed_at is null
union
select id, password_hash from members where phone in @Phones and closed_at is null
union
select m.id, m.password_hash
from cards c
    join card_links l on l.card_id = c.id and l.unlinked_at is null
    join members m on m.id = l.member_id
where c.number = @Card and m.closed_at is null
GO

-- SignInAsync
insert into account_sessions
    (member_id, token_hash, must_change, agent, created_at, seen_at, expires_at)
values (@member, @tokenHash, @mustChange, @Agent, @now, @now, @expiresAt)
GO

-- SignInAsync
update members set last_sign_in_at = @now
where id = @member and password_hash = @ownHash and closed_at is null
GO

-- SignInAsync
update members set last_sign_in_at = @now, password_hash = null
where id = @member and closed_at is null
GO

-- SignInAsync
update temporary_passwords set used_at = @now
where id = @texted and member_id = @member
    and used_at is null and voided_at is null and expires_at > @now
GO

-- SignInAsync
update temporary_passwords set voided_at = @now
where member_id = @member and used_at is null and voided_at is null
GO
