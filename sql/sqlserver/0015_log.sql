-- In which language a text was answered, or would have been, and by which host; null for rows from before this.
alter table activation_log add language nvarchar(16) collate Latin1_General_100_BIN2 null;
alter table activation_log add host nvarchar(128) collate Latin1_General_100_BIN2 null;    -- the machine, for people
drop index ix_activation_log_at on activation_log;

-- Cards that are not there, asked for by one person within the hour: somebody mistypes, a thief guesses.
alter table staff add card_misses int not null constraint df_staff_card_misses default 0;
alter table staff add card_misses_since datetime2(3) null;
GO

-- The log, newest first, and all that it is narrowed by except phone and card, which have indexes of their own: no search
-- reads the rows themselves before it has found them. It takes the place of one by time alone.
create index ix_activation_log_at on activation_log (at, id) include (outcome, channel, language, host);
