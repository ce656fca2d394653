-- User names that campaigns of credentials are to tell.
create table user_names (
    phone nvarchar(64) collate Latin1_General_100_BIN2 not null,   -- one that has no member yet: a member's name stands there
    name nvarchar(64) collate Latin1_General_100_BIN2 not null,    -- a to z, and digits behind them
    given_at datetime2(3) not null,
    constraint pk_user_names primary key (phone)
);
-- No two people have one name.
create unique index ux_user_names_name on user_names (name);
-- Names whose time is over.
create index ix_user_names_given on user_names (given_at);

-- The highest number that was given behind a name that several people have.
create table user_name_stems (
    stem nvarchar(64) collate Latin1_General_100_BIN2 not null,    -- hashed: the name may be that of somebody who was erased
    last_number int not null,
    constraint pk_user_name_stems primary key (stem)
);

-- Where rows are copied to before they are inserted, as staged_cards is for cards.
create table staged_user_names (
    token nvarchar(32) collate Latin1_General_100_BIN2 not null,
    place int not null,
    phone nvarchar(64) collate Latin1_General_100_BIN2 null,
    name nvarchar(64) collate Latin1_General_100_BIN2 null,
    given_at datetime2(3) null,
    constraint pk_staged_user_names primary key (token, place)
);
create table staged_user_name_stems (
    token nvarchar(32) collate Latin1_General_100_BIN2 not null,
    place int not null,
    stem nvarchar(64) collate Latin1_General_100_BIN2 null,
    last_number int null,
    constraint pk_staged_user_name_stems primary key (token, place)
);
