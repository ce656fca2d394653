-- Who serves this database, and who of them does what only one may do at a time.
create table hosts (
    id text not null primary key,           -- drawn at each start
    name text not null,                     -- the machine, for people
    started_at text not null,
    seen_at text not null
);

create table host_roles (
    role text not null primary key,
    holder text not null,                   -- a host's id
    lease_until text not null
);
