-- DecideAsync
select id, number, state, kind, expires_on, batch, code_hash, code_length, holder_phone
from cards where number in @some
GO

-- WriteAsync
delete from staged_cards where token = @token
GO

-- WriteAsync
insert into cards (number, state, kind, expires_on, batch, code_hash, code_length, holder_phone, created_at, updated_at)
select s.number, s.state, s.kind, s.expires_on, s.batch, s.code_hash, s.code_length, s.holder_phone, s.created_at, s.updated_at from staged_cards s
where s.token = @token and not exists (select 1 from cards t where t.number = s.number)
order by s.place
GO

-- WriteAsync
select s.place from staged_cards s
where s.token = @token
    and exists (select 1 from cards t with (updlock, holdlock) where t.number = s.number)
order by s.place
GO

-- WriteAsync
update cards set state = s.state, kind = s.kind, expires_on = s.expires_on, batch = s.batch, code_hash = s.code_hash, code_length = s.code_length, holder_phone = s.holder_phone, updated_at = s.updated_at
from staged_cards s
where s.token = @token and cards.id = s.id and cards.state = s.was
GO
