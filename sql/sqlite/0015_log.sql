-- In which language a text was answered, or would have been, and by which host; null for rows from before this.
alter table activation_log add column language text;
alter table activation_log add column host text;      -- the machine, for people

-- The log, newest first, and all that it is narrowed by except phone and card, which have indexes of their own: no search
-- reads the rows themselves before it has found them. It takes the place of one by time alone, so a text writes no more.
drop index ix_activation_log_at;
create index ix_activation_log_at on activation_log (at, id, outcome, channel, language, host);

-- Cards that are not there, asked for by one person within the hour: somebody mistypes, a thief guesses.
alter table staff add column card_misses integer not null default 0;
alter table staff add column card_misses_since text;
