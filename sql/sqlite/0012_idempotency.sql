-- Answers to the POSTs of the API, so that one that is sent again is done once. Both are under keys that only the caller's own
-- API key gives: nobody else can read an answer, or guess a password by a request's hash.
create table idempotency_keys (
    id integer primary key,
    api_key_id integer not null references api_keys (id),
    name text not null,                     -- as the caller chose it
    request_hash text not null,
    status integer,                         -- null while it is done
    answer blob,
    created_at text not null
);
create unique index ux_idempotency_keys on idempotency_keys (api_key_id, name);
