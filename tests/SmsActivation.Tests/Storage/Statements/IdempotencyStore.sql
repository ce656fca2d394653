-- BeginAsync
delete from idempotency_keys
where api_key_id = @apiKey and name = @name
    and (created_at <= @expired or (status is null and created_at <= @abandoned))
GO

-- BeginAsync
insert into idempotency_keys (api_key_id, name, request_hash, created_at)
values (@apiKey, @name, @requestHash, @now)
GO

-- BeginAsync
select request_hash, status, answer from idempotency_keys where api_key_id = @apiKey and name = @name
GO

-- FinishAsync
update idempotency_keys set status = @status, answer = @answer
where api_key_id = @apiKey and name = @name and status is null
GO

-- ForgetAsync
delete from idempotency_keys where api_key_id = @apiKey and name = @name and status is null
GO
