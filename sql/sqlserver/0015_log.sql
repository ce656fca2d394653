-- In which language a text was answered, or would have been, and by which host; null for rows from before this.
alter table activation_log add language nvarchar(16) collate Latin1_General_100_BIN2 null;
alter table activation_log add host nvarchar(128) collate Latin1_General_100_BIN2 null;    -- the machine, for people
drop index ix_activation_log_at on activation_log;
GO

-- The log, newest first, and all that it is narrowed by except phone and card, which have indexes of their own: no search
-- reads the rows themselves before it has found them. It takes the place of one by time alone.
create index ix_activation_log_at on activation_log (at, id) include (outcome, channel, language, host);
