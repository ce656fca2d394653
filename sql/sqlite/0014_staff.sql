-- The people of /ops: who they are, how they sign in, what they did.
create table staff (
    id integer primary key,
    name text not null,                     -- what they sign in with, lower case
    role text not null check (role in ('viewer', 'shop', 'operator', 'supervisor', 'marketing', 'admin')),
    password_hash text,                     -- null: nobody signs in with a password (the simulator's)
    must_change integer not null,           -- it was drawn for them: first one of their own
    totp_secret text,                       -- sealed: see Staff:Key
    totp_confirmed_at text,                 -- null: their phone does not have it yet
    totp_step integer,                      -- of the last code that was used: none works twice
    created_at text not null,
    disabled_at text
);
-- For signing in, and so that a name is one person's.
create unique index ux_staff_name on staff (name);

create table staff_recovery_codes (
    id integer primary key,
    staff_id integer not null references staff (id),
    code_hash text not null,                -- SHA-256: the code is random
    used_at text
);
-- Those of one person.
create index ix_staff_recovery_codes on staff_recovery_codes (staff_id);

create table staff_sessions (
    id integer primary key,
    staff_id integer not null references staff (id),
    token_hash text not null,               -- SHA-256 of what the cookie holds
    confirmed integer not null,             -- the second factor was right too
    agent text,                             -- what the browser called itself
    created_at text not null,
    seen_at text not null,
    expires_at text not null,
    ended_at text
);
-- Each page looks its session up.
create unique index ux_staff_sessions_token on staff_sessions (token_hash);
-- A person's sign-ins, and all of them ended.
create index ix_staff_sessions_staff on staff_sessions (staff_id);
-- What has had its time.
create index ix_staff_sessions_expires on staff_sessions (expires_at);

-- What people did, append-only: written together with the change itself.
create table staff_acts (
    id integer primary key,
    at text not null,
    staff_id integer,                       -- null: somebody at the command line
    staff_name text not null,
    kind text not null,
    phone text,
    card text,
    reason text,
    detail text                             -- what it came to, in words
);
-- What was done for one phone, or one card.
create index ix_staff_acts_phone on staff_acts (phone, id) where phone is not null;
create index ix_staff_acts_card on staff_acts (card, id) where card is not null;
