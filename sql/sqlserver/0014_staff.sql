-- The people of /ops: who they are, how they sign in, what they did.
create table staff (
    id bigint identity not null,
    name nvarchar(64) collate Latin1_General_100_BIN2 not null,         -- what they sign in with, lower case
    role nvarchar(16) collate Latin1_General_100_BIN2 not null,
    password_hash nvarchar(256) collate Latin1_General_100_BIN2 null,   -- null: nobody signs in with a password (the simulator's)
    must_change bit not null,                           -- it was drawn for them: first one of their own
    totp_secret nvarchar(256) collate Latin1_General_100_BIN2 null,     -- sealed: see Staff:Key
    totp_confirmed_at datetime2(3) null,                -- null: their phone does not have it yet
    totp_step bigint null,                              -- of the last code that was used: none works twice
    created_at datetime2(3) not null,
    disabled_at datetime2(3) null,
    constraint pk_staff primary key (id),
    constraint ck_staff_role check (role in ('viewer', 'shop', 'operator', 'supervisor', 'marketing', 'admin'))
);
-- For signing in, and so that a name is one person's.
create unique index ux_staff_name on staff (name);

create table staff_recovery_codes (
    id bigint identity not null,
    staff_id bigint not null,
    code_hash nvarchar(64) collate Latin1_General_100_BIN2 not null,    -- SHA-256: the code is random
    used_at datetime2(3) null,
    constraint pk_staff_recovery_codes primary key (id),
    constraint fk_staff_recovery_codes_staff foreign key (staff_id) references staff (id)
);
-- Those of one person.
create index ix_staff_recovery_codes on staff_recovery_codes (staff_id);

create table staff_sessions (
    id bigint identity not null,
    staff_id bigint not null,
    token_hash nvarchar(64) collate Latin1_General_100_BIN2 not null,   -- SHA-256 of what the cookie holds
    confirmed bit not null,                             -- the second factor was right too
    agent nvarchar(300) null,                           -- what the browser called itself
    created_at datetime2(3) not null,
    seen_at datetime2(3) not null,
    expires_at datetime2(3) not null,
    ended_at datetime2(3) null,
    constraint pk_staff_sessions primary key (id),
    constraint fk_staff_sessions_staff foreign key (staff_id) references staff (id)
);
-- Each page looks its session up.
create unique index ux_staff_sessions_token on staff_sessions (token_hash);
-- A person's sign-ins, and all of them ended.
create index ix_staff_sessions_staff on staff_sessions (staff_id);
-- What has had its time.
create index ix_staff_sessions_expires on staff_sessions (expires_at);

-- What people did, append-only: written together with the change itself.
create table staff_acts (
    id bigint identity not null,
    at datetime2(3) not null,
    staff_id bigint null,                               -- null: somebody at the command line
    staff_name nvarchar(64) collate Latin1_General_100_BIN2 not null,
    kind nvarchar(64) collate Latin1_General_100_BIN2 not null,
    phone nvarchar(64) collate Latin1_General_100_BIN2 null,
    card nvarchar(64) collate Latin1_General_100_BIN2 null,
    reason nvarchar(max) null,
    detail nvarchar(max) null,                          -- what it came to, in words
    constraint pk_staff_acts primary key (id)
);
-- What was done for one phone, or one card.
create index ix_staff_acts_phone on staff_acts (phone, id) where phone is not null;
create index ix_staff_acts_card on staff_acts (card, id) where card is not null;
