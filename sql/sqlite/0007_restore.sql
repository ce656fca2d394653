-- A database that was put back: nothing leaves until the carrier was asked what its predecessor has sent since.
create table restores (
    restored_from text not null primary key,    -- what it holds is as of then
    started_at text not null,                   -- the first start on it: what it had sent was sent before
    released_at text
);
alter table outbound_messages add column looked_up_at text;     -- not in the carrier's list, in a restore begun before then
