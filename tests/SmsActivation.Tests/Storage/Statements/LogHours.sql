-- AddAsync
insert into log_hours (hour, outcome, texts) values (@hour, @outcome, @texts)
GO

-- AddAsync
update log_hours set texts = texts + @texts where hour = @hour and outcome = @outcome
GO

-- BeforeKeptAsync
select min(id) from activation_log where at >= @since
GO

-- CountAsync
select substring(cast(at as nvarchar(30)), 1, 13) as since, outcome, count(*) as texts
from activation_log where id > @from and id <= @to
group by substring(cast(at as nvarchar(30)), 1, 13), outcome
GO

-- MarkAsync
select up_to from log_marks where name = @Name
GO

-- MoveMarkAsync
insert into log_marks (name, up_to) values (@Name, @to)
GO

-- MoveMarkAsync
update log_marks set up_to = @to where name = @Name and up_to = @from
GO

-- NewestAsync
select coalesce(max(id), 0) from activation_log
GO
