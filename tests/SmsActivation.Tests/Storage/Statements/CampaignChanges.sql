-- WriteAsync
delete from campaign_texts where campaign_id = @Id
GO

-- WriteAsync
select count(*) from campaigns with (updlock, holdlock) where lower(name) = lower(@Name) and id <> @Id
GO

-- WriteAsync
update campaigns set
    name = @Name, keyword = @Keyword, per_second = @PerSecond, control_percent = @ControlPercent,
    day_from = @DayFrom, day_until = @DayUntil, valid_seconds = @ValidSeconds,
    state = case when @fits = 1 then state else 'Draft' end,
    version = version + 1, changed_by = @by, approved_by = null, approved_at = null
where id = @Id and state in ('Draft', 'Ready') and version = @Version
GO
