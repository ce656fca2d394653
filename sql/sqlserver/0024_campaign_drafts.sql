-- Campaigns made in the browser: who wrote one last, how far its list is, tests of its text, and corrections.
alter table campaigns add version int not null constraint df_campaigns_version default 0;  -- raised with each change of its words or its list
alter table campaigns add changed_by nvarchar(128) collate Latin1_General_100_BIN2 null;   -- whoever made the last; null: the maker
alter table campaigns add corrects bigint null;         -- its list is whoever got that one's text
alter table campaigns add constraint fk_campaigns_corrects foreign key (corrects) references campaigns (id);
alter table campaigns add corrects_first bigint null;   -- that one, or the first of a chain of them
alter table campaigns add corrects_unknown bit not null constraint df_campaigns_corrects_unknown default 0;    -- also those of whom nobody knows

-- Lists that were loaded at /ops: followed while they are, kept with what came of them.
create table campaign_loads (
    id bigint identity not null,
    campaign_id bigint not null,
    source nvarchar(16) collate Latin1_General_100_BIN2 not null,
    called nvarchar(256) null,                          -- the file as it was called, or the batch
    staff_name nvarchar(128) collate Latin1_General_100_BIN2 not null,
    host nvarchar(128) collate Latin1_General_100_BIN2 not null,
    begun_at datetime2(3) not null,
    seen_at datetime2(3) not null,                      -- when its host was last heard of
    step nvarchar(16) collate Latin1_General_100_BIN2 null,
    rows_read int not null,
    done bigint not null,
    of_all bigint not null,
    ended_at datetime2(3) null,
    result nvarchar(16) collate Latin1_General_100_BIN2 null,
    told nvarchar(max) null,                            -- why it was refused
    constraint pk_campaign_loads primary key (id),
    constraint fk_campaign_loads_campaign foreign key (campaign_id) references campaigns (id),
    constraint ck_campaign_loads_source check (source in ('File', 'Batch', 'Correction')),
    constraint ck_campaign_loads_result check (result in ('Done', 'Refused', 'Stopped', 'Failed'))
);
-- The newest of a campaign.
create index ix_campaign_loads_campaign on campaign_loads (campaign_id, id);

-- Texts of a campaign that somebody sent to a phone of their own: no recipient's, and in no result.
create table campaign_tests (
    id bigint identity not null,
    campaign_id bigint not null,
    outbound_id bigint not null,
    sent_by nvarchar(128) collate Latin1_General_100_BIN2 not null,
    sent_at datetime2(3) not null,
    constraint pk_campaign_tests primary key (id),
    constraint fk_campaign_tests_campaign foreign key (campaign_id) references campaigns (id)
);
-- Only so many in a day.
create index ix_campaign_tests_campaign on campaign_tests (campaign_id, sent_at);
