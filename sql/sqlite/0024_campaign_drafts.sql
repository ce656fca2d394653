-- Campaigns made in the browser: who wrote one last, how far its list is, tests of its text, and corrections.
alter table campaigns add column version integer not null default 0;    -- raised with each change of its words or its list
alter table campaigns add column changed_by text;                       -- whoever made the last; null: the maker
alter table campaigns add column corrects integer references campaigns (id);    -- its list is whoever got that one's text
alter table campaigns add column corrects_first integer;                -- that one, or the first of a chain of them
alter table campaigns add column corrects_unknown integer not null default 0;   -- also those of whom nobody knows

-- Lists that were loaded at /ops: followed while they are, kept with what came of them.
create table campaign_loads (
    id integer primary key autoincrement,
    campaign_id integer not null references campaigns (id),
    source text not null check (source in ('File', 'Batch', 'Correction')),
    called text,                                        -- the file as it was called, or the batch
    staff_name text not null,
    host text not null,
    begun_at text not null,
    seen_at text not null,                              -- when its host was last heard of
    step text,
    rows_read integer not null,
    done integer not null,
    of_all integer not null,
    ended_at text,
    result text check (result in ('Done', 'Refused', 'Stopped', 'Failed')),
    told text                                           -- why it was refused
);
create index ix_campaign_loads_campaign on campaign_loads (campaign_id, id);

-- Texts of a campaign that somebody sent to a phone of their own: no recipient's, and in no result.
create table campaign_tests (
    id integer primary key autoincrement,
    campaign_id integer not null references campaigns (id),
    outbound_id integer not null,
    sent_by text not null,
    sent_at text not null
);
create index ix_campaign_tests_campaign on campaign_tests (campaign_id, sent_at);
