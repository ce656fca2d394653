-- HoursAsync
select hour as since, outcome, texts from log_hours where hour >= @hour
union all
select substring(cast(at as nvarchar(30)), 1, 13), outcome, count(*)
from activation_log
where id > (select up_to from log_marks where name = @Name)
group by substring(cast(at as nvarchar(30)), 1, 13), outcome
GO

-- HoursAsync
select substring(cast(at as nvarchar(30)), 1, 13) as since, outcome, count(*) as texts
from activation_log where at >= @from
group by substring(cast(at as nvarchar(30)), 1, 13), outcome
GO

-- MinutesAsync
select substring(cast(at as nvarchar(30)), 1, 16) as since, outcome, count(*) as texts
from activation_log where at >= @from and at < @until
group by substring(cast(at as nvarchar(30)), 1, 16), outcome
GO

-- RangeAsync
select outcome, count(*) as texts from activation_log where at >= @from and at < @until group by outcome
GO
