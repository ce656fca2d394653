-- WritableAsync
insert into facts (name, value) values ('ready_probe', @value)
GO

-- WritableAsync
update facts set value = @value where name = 'ready_probe'
GO
