-- The personal account: sign-ins, and who may try one.
create table account_sessions (
    id integer primary key,
    member_id integer not null references members (id),
    token_hash text not null,                       -- SHA-256 of what the cookie holds
    must_change integer not null,                   -- signed in with a texted password: first one of their own
    agent text,                                     -- what the browser called itself
    created_at text not null,
    seen_at text not null,
    expires_at text not null,
    ended_at text
);
create unique index ux_account_sessions_token on account_sessions (token_hash);
create index ix_account_sessions_member on account_sessions (member_id);
create index ix_account_sessions_expires on account_sessions (expires_at);

create table sign_in_tries (
    scope text not null primary key,                -- whose: m: a member, t: texted passwords of one, n: a name that is nobody's, a: an address
    tries integer not null,                         -- in the window that began then
    since text not null,
    failed integer not null,                        -- in a row, windows or not
    locked_at text
);
create index ix_sign_in_tries_since on sign_in_tries (since);
