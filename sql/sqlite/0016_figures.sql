-- What the dashboard counts, so that it need not count all of the log each time.

-- How many texts ended how, hour by hour, of the log's rows up to the mark. Later rows are counted where they are.
create table log_hours (
    hour text not null,           -- UTC, like 2026-03-01T12
    outcome text not null,
    texts integer not null,
    primary key (hour, outcome)
);

create table log_marks (
    name text not null primary key,
    up_to integer not null        -- an id of the log: what has it, and all below, is counted
);

-- Texts that a person must see, and what the carrier did not take or not deliver: few rows of many.
create index ix_inbound_dead on inbound_messages (id) where state = 'dead';
create index ix_outbound_failed on outbound_messages (settled_at, error_code) where state in ('failed', 'undelivered');
create index ix_send_attempts_refused on send_attempts (ended_at, error_code, result) where result <> 'accepted';
