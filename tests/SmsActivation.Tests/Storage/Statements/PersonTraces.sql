-- FindAsync
select (select coalesce(max(id), 0) from inbound_messages) as text,
       (select coalesce(max(id), 0) from outbound_messages) as reply
GO

-- FindAsync
select id from cards where holder_phone = @phone
GO

-- RepliesAsync
select id from outbound_messages where id > @after and sender = @phone
GO

-- TextsAsync
select id from inbound_messages where id > @after and sender = @phone
GO
