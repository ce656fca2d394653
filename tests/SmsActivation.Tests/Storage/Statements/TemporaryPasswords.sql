-- AddAsync
insert into temporary_passwords (member_id, attempt_token, hash, created_at, expires_at)
values (@MemberId, @attempt, @Hash, @now, @ExpiresAt)
GO

-- AddAsync
update temporary_passwords set voided_at = @now
where member_id = @MemberId and used_at is null and voided_at is null and id not in (
    select p.id from temporary_passwords p
    where p.member_id = @MemberId and p.used_at is null and p.voided_at is null and p.expires_at > @now
    -- one that may never have left makes room before one that the customer surely has
    order by case when exists (
            select 1 from send_attempts a where a.token = p.attempt_token and a.result = 'ambiguous')
        then 1 else 0 end, p.id desc  offset 0 rows fetch next @keep rows only)
GO

-- VoidAsync
update temporary_passwords set voided_at = @now
where attempt_token = @attempt and used_at is null and voided_at is null
    and not exists (select 1 from send_attempts where token = @attempt and result = 'accepted')
GO
