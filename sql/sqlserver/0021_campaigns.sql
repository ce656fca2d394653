-- Campaigns: who is to be texted what, and what came of it.
create table campaigns (
    id bigint identity not null,
    name nvarchar(64) collate Latin1_General_100_BIN2 not null,
    kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    state nvarchar(16) collate Latin1_General_100_BIN2 not null,
    keyword nvarchar(32) collate Latin1_General_100_BIN2 null,     -- in a text that answers it: whose answer it is
    per_second int not null,
    control_percent int not null,                       -- of those who could be texted, and are not
    day_from int not null,                              -- minutes of the recipient's own day: not before
    day_until int not null,                             -- and not after
    valid_seconds int not null,                         -- the carrier gives up on a text after it
    made_by nvarchar(128) collate Latin1_General_100_BIN2 not null,
    made_at datetime2(3) not null,
    approved_by nvarchar(128) collate Latin1_General_100_BIN2 null,
    approved_at datetime2(3) null,
    started_by nvarchar(128) collate Latin1_General_100_BIN2 null,
    started_at datetime2(3) null,
    loaded_at datetime2(3) null,                        -- when its list was begun to be read
    resumed_at datetime2(3) null,                       -- what was before it pauses nothing again
    ended_by nvarchar(128) collate Latin1_General_100_BIN2 null,
    ended_at datetime2(3) null,
    end_reason nvarchar(400) null,                      -- also why it was paused
    feed_token nvarchar(64) collate Latin1_General_100_BIN2 null,  -- the host that feeds the outbox from it
    feed_until datetime2(3) null,
    constraint pk_campaigns primary key (id),
    constraint ck_campaigns_kind check (kind in ('Invite', 'Credentials', 'Reminder')),
    constraint ck_campaigns_state
        check (state in ('Draft', 'Loading', 'Ready', 'Running', 'Paused', 'Stopped', 'Done'))
);
-- A campaign is called by its name.
create unique index ux_campaigns_name on campaigns (name);
-- Those that somebody works at.
create index ix_campaigns_open on campaigns (state) where state in ('Loading', 'Running', 'Paused');

create table campaign_texts (
    campaign_id bigint not null,
    language nvarchar(16) collate Latin1_General_100_BIN2 not null,
    words nvarchar(max) not null,                       -- with its placeholders
    constraint pk_campaign_texts primary key (campaign_id, language),
    constraint fk_campaign_texts_campaign foreign key (campaign_id) references campaigns (id)
);

-- Everybody on the list who has a phone number, once for each phone.
create table campaign_recipients (
    id bigint identity not null,
    campaign_id bigint not null,
    line int not null,                                  -- of the file
    phone nvarchar(64) collate Latin1_General_100_BIN2 not null,
    country nvarchar(2) collate Latin1_General_100_BIN2 null,      -- of the number
    zones int not null,                                 -- the time zones that the number may be in: see TimeZones
    name nvarchar(200) null,
    language nvarchar(16) collate Latin1_General_100_BIN2 null,
    card nvarchar(64) collate Latin1_General_100_BIN2 null,
    fields nvarchar(max) null,                          -- the other columns, as JSON
    state nvarchar(16) collate Latin1_General_100_BIN2 not null,
    reason nvarchar(64) collate Latin1_General_100_BIN2 null,      -- why it was left out, or dropped at its turn
    outbound_id bigint null,
    fed_at datetime2(3) null,
    constraint pk_campaign_recipients primary key (id),
    constraint fk_campaign_recipients_campaign foreign key (campaign_id) references campaigns (id),
    constraint fk_campaign_recipients_outbound foreign key (outbound_id) references outbound_messages (id),
    constraint ck_campaign_recipients_state check (state in ('Waiting', 'LeftOut', 'Control', 'Fed', 'Dropped'))
);
-- One phone is texted once by a campaign, however often it stands in the list.
create unique index ux_campaign_recipients_phone on campaign_recipients (campaign_id, phone);
-- Whose turn it is, among those whose day it is.
create index ix_campaign_recipients_waiting on campaign_recipients (campaign_id, zones, id) where state = 'Waiting';
-- How lately somebody was texted by any campaign.
create index ix_campaign_recipients_fed on campaign_recipients (phone, fed_at) where fed_at is not null;
-- What came of a text.
create index ix_campaign_recipients_outbound on campaign_recipients (outbound_id) where outbound_id is not null;
-- Who is held out, of other campaigns too.
create index ix_campaign_recipients_control on campaign_recipients (phone) where state = 'Control';

-- Rows of the list that nobody can be texted by: no number, a number that takes no texts, one that was there before.
create table campaign_left_out (
    campaign_id bigint not null,
    line int not null,
    value nvarchar(200) null,                           -- what stood there
    reason nvarchar(64) collate Latin1_General_100_BIN2 not null,
    constraint pk_campaign_left_out primary key (campaign_id, line),
    constraint fk_campaign_left_out_campaign foreign key (campaign_id) references campaigns (id)
);

-- What people who are no members agreed to, and where.
create table phone_consents (
    id bigint identity not null,
    phone nvarchar(64) collate Latin1_General_100_BIN2 not null,
    source nvarchar(200) not null,
    words nvarchar(max) not null,                       -- what they agreed to, to the letter
    given_at datetime2(3) not null,
    revoked_at datetime2(3) null,
    constraint pk_phone_consents primary key (id)
);
-- Whether somebody may be texted, and what they took back before.
create index ix_phone_consents_phone on phone_consents (phone);

-- A campaign's text: one of these is never sent twice.
alter table outbound_messages add campaign_id bigint null;
alter table outbound_messages add passed_on_at datetime2(3) null;   -- the carrier has said that it is out of its queue
-- Made for our own people's texts, which are short.
alter table outbound_messages alter column words nvarchar(1600);
GO
alter table outbound_messages add constraint fk_outbound_campaign foreign key (campaign_id) references campaigns (id);
-- What waits, leaves and came back, of one campaign.
create index ix_outbound_campaign on outbound_messages (campaign_id, state, id) where campaign_id is not null;
-- What the carrier has taken and not passed on.
create index ix_outbound_at_carrier on outbound_messages (campaign_id, sent_at)
    where state = 'sent' and passed_on_at is null and campaign_id is not null;

-- Where rows of a list are copied to before they are inserted, as staged_cards is for cards.
create table staged_campaign_recipients (
    token nvarchar(32) collate Latin1_General_100_BIN2 not null,
    place int not null,                                 -- in what was copied together
    campaign_id bigint null,
    line int null,
    phone nvarchar(64) collate Latin1_General_100_BIN2 null,
    country nvarchar(2) collate Latin1_General_100_BIN2 null,
    zones int null,
    name nvarchar(200) null,
    language nvarchar(16) collate Latin1_General_100_BIN2 null,
    card nvarchar(64) collate Latin1_General_100_BIN2 null,
    fields nvarchar(max) null,
    state nvarchar(16) collate Latin1_General_100_BIN2 null,
    reason nvarchar(64) collate Latin1_General_100_BIN2 null,
    constraint pk_staged_campaign_recipients primary key (token, place)
);
create table staged_campaign_left_out (
    token nvarchar(32) collate Latin1_General_100_BIN2 not null,
    place int not null,
    campaign_id bigint null,
    line int null,
    value nvarchar(200) null,
    reason nvarchar(64) collate Latin1_General_100_BIN2 null,
    constraint pk_staged_campaign_left_out primary key (token, place)
);
create table staged_phone_consents (
    token nvarchar(32) collate Latin1_General_100_BIN2 not null,
    place int not null,
    phone nvarchar(64) collate Latin1_General_100_BIN2 null,
    source nvarchar(200) null,
    words nvarchar(max) null,
    given_at datetime2(3) null,
    constraint pk_staged_phone_consents primary key (token, place)
);
