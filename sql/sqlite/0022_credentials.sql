-- User names that campaigns of credentials are to tell.
create table user_names (
    phone text not null primary key,                    -- one that has no member yet: a member's name stands there
    name text not null,                                 -- a to z, and digits behind them
    given_at text not null
);
create unique index ux_user_names_name on user_names (name);
create index ix_user_names_given on user_names (given_at);

-- The highest number that was given behind a name that several people have.
create table user_name_stems (
    stem text not null primary key,                     -- hashed: the name may be that of somebody who was erased
    last_number integer not null
);
