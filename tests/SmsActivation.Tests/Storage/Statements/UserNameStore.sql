-- FoundAsync
select name from user_names with (updlock, holdlock) where name in @some
GO

-- FoundAsync
select phone from user_names with (updlock, holdlock) where phone in @some
GO

-- FoundAsync
select username from members where username in @some
GO

-- LastAsync
select stem, last_number from user_name_stems with (updlock, holdlock) where stem in @some
GO

-- NameAsync
delete from staged_user_names where token = @token
GO

-- NameAsync
insert into user_names (phone, name, given_at)
select s.phone, s.name, s.given_at from staged_user_names s
where s.token = @token and not exists (select 1 from user_names t where t.phone = s.phone)
order by s.place
GO

-- NameAsync
select s.place from staged_user_names s
where s.token = @token
    and exists (select 1 from user_names t with (updlock, holdlock) where t.phone = s.phone)
order by s.place
GO

-- NamelessAsync
select r.id, r.phone, r.name from campaign_recipients r
where r.id >= @first and r.id <= @last and r.campaign_id + 0 = @campaign and r.state = 'Waiting'
    and not exists (select 1 from user_names u where u.phone = r.phone)
    and not exists (select 1 from members m where m.phone = r.phone and m.closed_at is null)
order by r.id
GO

-- NumberedAsync
delete from staged_user_name_stems where token = @token
GO

-- NumberedAsync
delete from user_name_stems where stem in @some
GO

-- NumberedAsync
insert into user_name_stems (stem, last_number)
select s.stem, s.last_number from staged_user_name_stems s
where s.token = @token
order by s.place
GO
