-- ClearAsync
delete from sign_in_tries where scope in @scopes
GO

-- GiveBackAsync
delete from sign_in_tries where scope in @scopes
GO

-- GiveBackAsync
update sign_in_tries set tries = tries - 1 where scope = @scope and tries > 0
GO

-- LockedAtAsync
select max(locked_at) from sign_in_tries where scope in @scopes
GO

-- ScopesAsync
select c.number from card_links l join cards c on c.id = l.card_id
where l.member_id = @member and l.unlinked_at is null
GO

-- ScopesAsync
select phone, username from members where id = @member
GO

-- TakeAsync
update sign_in_tries set locked_at = @now
where scope in @scopes and locked_at is null and failed >= @TriesUntilLocked
GO

-- TakeOneAsync
insert into sign_in_tries (scope, tries, since, failed) values (@scope, 1, @now, 1)
GO

-- TakeOneAsync
select since from sign_in_tries where scope = @scope
GO

-- TakeOneAsync
update sign_in_tries set
    tries = case when since > @windowStart then tries + 1 else 1 end,
    since = case when since > @windowStart then since else @now end,
    failed = failed + 1
where scope = @scope and (since <= @windowStart or tries < @Tries)
GO
