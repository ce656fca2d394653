-- What is kept of a person, here and at the carrier, and for how long.

-- A text with a password is emptied at the carrier once it is final. Each SID has a copy of its own.
alter table send_attempts add column redact_at text;            -- when to ask for it (next); null: nothing to ask
alter table send_attempts add column redact_tries integer not null default 0;
alter table send_attempts add column redacted_at text;
update send_attempts set redact_at = started_at
where sid is not null and message_id in (select id from outbound_messages where holds_password = 1);
create index ix_send_attempts_redact on send_attempts (redact_at) where redact_at is not null;

-- How far a table was cleared of what had its time: ids grow with time, so no row needs an index for it.
create table retention_marks (
    name text not null primary key,
    up_to integer not null
);

-- Opt-outs of phones that were erased. Whoever has the key can ask for one phone, and list none.
create table kept_opt_outs (
    phone_hash text not null primary key,   -- keyed: see Privacy:HashKey
    sms_opted_out_at text,
    sms_keyword_at text,
    whatsapp_opted_out_at text,
    whatsapp_keyword_at text,
    kept_at text not null
);
