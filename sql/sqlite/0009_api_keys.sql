-- Who may ask over the API: the shop's own site, and tills.
create table api_keys (
    id integer primary key,
    name text not null,
    role text not null check (role in ('site', 'pos')),
    key_hash text not null,                 -- SHA-256: the key itself is 256 random bits, shown once
    created_at text not null,
    last_used_at text,                      -- to the minute
    revoked_at text,
    misses integer not null default 0,      -- cards that were not there, in the hour that began then
    misses_since text,
    suspended_at text                       -- too many of them
);
create unique index ux_api_keys_hash on api_keys (key_hash);
create unique index ux_api_keys_name on api_keys (name) where revoked_at is null;
