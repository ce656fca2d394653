-- Who serves this database, and who of them does what only one may do at a time.
create table hosts (
    id nvarchar(32) collate Latin1_General_100_BIN2 not null,           -- drawn at each start
    name nvarchar(128) collate Latin1_General_100_BIN2 not null,        -- the machine, for people
    started_at datetime2(3) not null,
    seen_at datetime2(3) not null,
    constraint pk_hosts primary key (id)
);

create table host_roles (
    role nvarchar(32) collate Latin1_General_100_BIN2 not null,
    holder nvarchar(32) collate Latin1_General_100_BIN2 not null,       -- a host's id
    lease_until datetime2(3) not null,
    constraint pk_host_roles primary key (role)
);
