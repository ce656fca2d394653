-- What the dashboard counts, so that it need not count all of the log each time.

-- How many texts ended how, hour by hour, of the log's rows up to the mark. Later rows are counted where they are.
create table log_hours (
    hour nvarchar(13) collate Latin1_General_100_BIN2 not null,         -- UTC, like 2026-03-01T12
    outcome nvarchar(32) collate Latin1_General_100_BIN2 not null,
    texts int not null,
    constraint pk_log_hours primary key (hour, outcome)
);

create table log_marks (
    name nvarchar(32) collate Latin1_General_100_BIN2 not null,
    up_to bigint not null,                              -- an id of the log: what has it, and all below, is counted
    constraint pk_log_marks primary key (name)
);

-- Texts that a person must see.
create index ix_inbound_dead on inbound_messages (id) where state = 'dead';
-- What the carrier did not deliver, by when that was known.
create index ix_outbound_failed on outbound_messages (settled_at, error_code) where state in ('failed', 'undelivered');
-- What the carrier did not take.
create index ix_send_attempts_refused on send_attempts (ended_at, error_code, result) where result <> 'accepted';
