-- Automatic replies to one phone, each count within its window.
alter table conversations add column replies_burst integer not null default 0;
alter table conversations add column replies_burst_since text;
alter table conversations add column replies_day integer not null default 0;
alter table conversations add column replies_day_since text;

-- What happened to neighbouring card numbers: a range is a number with its last four signs left open.
create table number_ranges (
    number_range text not null primary key,
    misses integer not null default 0,
    misses_since text,
    activations integer not null default 0,
    activations_since text,
    guarded_until text            -- until then refusals in this range tell nothing
);

-- What a person should know of; shown once for each subject and window.
create table alerts (
    id integer primary key autoincrement,
    kind text not null,
    subject text not null,
    raised_at text not null
);
create index ix_alerts_subject on alerts (kind, subject, raised_at);

-- How many sends of a day, UTC, the hosts have taken out of the ceiling.
create table send_days (
    day text not null primary key,
    taken integer not null
);

-- Welcomes and passwords leave before remediation.
alter table outbound_messages add column priority integer not null default 1;
drop index ix_outbound_due;
create index ix_outbound_due on outbound_messages (priority, due_at, id) where state in ('queued', 'retry');
