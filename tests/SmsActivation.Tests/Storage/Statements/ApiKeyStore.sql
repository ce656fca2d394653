-- CreateAsync
insert into api_keys (name, role, key_hash, created_at) values (@name, @word, @hash, @now)
GO

-- FindAsync
select id, name, role, created_at, last_used_at, revoked_at, suspended_at from api_keys where key_hash = @hash and revoked_at is null
GO

-- FindAsync
update api_keys set last_used_at = @now where id = @Id
GO

-- ListAsync
select id, name, role, created_at, last_used_at, revoked_at, suspended_at from api_keys order by id
GO

-- MissAsync
update api_keys set
    misses = case when misses_since > @windowStart then misses + 1 else 1 end,
    misses_since = case when misses_since > @windowStart then misses_since else @now end
where id = @Id
GO

-- MissAsync
update api_keys set suspended_at = @now where id = @Id and suspended_at is null and misses > @MostMisses
GO

-- ResumeAsync
update api_keys set suspended_at = null, misses = 0, misses_since = null
where name = @name and revoked_at is null and suspended_at is not null
GO

-- RevokeAsync
update api_keys set revoked_at = @now where name = @name and revoked_at is null
GO
