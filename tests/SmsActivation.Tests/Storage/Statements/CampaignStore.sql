-- AddStepsAsync
insert into campaign_step_texts (campaign_id, step, language, words)
values (@campaign, @step, @language, @words)
GO

-- AddStepsAsync
insert into campaign_steps (campaign_id, step, gap_seconds) values (@campaign, @step, @gap)
GO

-- ChangeStepsAsync
delete from campaign_step_texts where campaign_id = @campaign
GO

-- ChangeStepsAsync
delete from campaign_steps where campaign_id = @campaign
GO

-- FindAsync
select id, name, kind, state, keyword, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at,
approved_by, approved_at, started_by, started_at, ended_by, ended_at, end_reason, version, changed_by, corrects,
corrects_first, corrects_unknown, list_columns, loaded_by from campaigns where id = @id
GO

-- FindAsync
select id, name, kind, state, keyword, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at,
approved_by, approved_at, started_by, started_at, ended_by, ended_at, end_reason, version, changed_by, corrects,
corrects_first, corrects_unknown, list_columns, loaded_by from campaigns where name = @name
GO

-- ListAsync
select id, name, kind, state, keyword, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at,
approved_by, approved_at, started_by, started_at, ended_by, ended_at, end_reason, version, changed_by, corrects,
corrects_first, corrects_unknown, list_columns, loaded_by from campaigns order by id desc
GO

-- MakeAsync
insert into campaigns
    (name, kind, state, keyword, per_second, control_percent, day_from, day_until, valid_seconds,
     made_by, made_at, version, corrects, corrects_first, corrects_unknown)
values
    (@Name, @kind, 'Draft', @Keyword, @PerSecond, @ControlPercent, @DayFrom, @DayUntil, @ValidSeconds,
     @by, @now, 0, @corrects, @correctsFirst, @withUnknown); select cast(scope_identity() as bigint)
GO

-- MakeAsync
select coalesce(corrects_first, id) from campaigns where id = @Of
GO

-- MakeAsync
select count(*) from campaigns with (updlock, holdlock) where lower(name) = lower(@Name)
GO

-- TextsAsync
select language, words from campaign_texts where campaign_id = @campaign order by language
GO

-- ThenAsync
select s.step, s.gap_seconds, t.language, t.words
from campaign_steps s join campaign_step_texts t on t.campaign_id = s.campaign_id and t.step = s.step
where s.campaign_id = @campaign order by s.step, t.language
GO

-- WriteTextsAsync
insert into campaign_texts (campaign_id, language, words) values (@id, @language, @words)
GO
