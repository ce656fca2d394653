-- Campaigns: who is to be texted what, and what came of it.
create table campaigns (
    id integer primary key autoincrement,
    name text not null,
    kind text not null check (kind in ('Invite', 'Credentials', 'Reminder')),
    state text not null check (state in ('Draft', 'Loading', 'Ready', 'Running', 'Paused', 'Stopped', 'Done')),
    keyword text,                                       -- in a text that answers it: whose answer it is
    per_second integer not null,
    control_percent integer not null,                   -- of those who could be texted, and are not
    day_from integer not null,                          -- minutes of the recipient's own day: not before
    day_until integer not null,                         -- and not after
    valid_seconds integer not null,                     -- the carrier gives up on a text after it
    made_by text not null,
    made_at text not null,
    approved_by text,
    approved_at text,
    started_by text,
    started_at text,
    loaded_at text,                                     -- when its list was begun to be read
    resumed_at text,                                    -- what was before it pauses nothing again
    ended_by text,
    ended_at text,
    end_reason text,                                    -- also why it was paused
    feed_token text,                                    -- the host that feeds the outbox from it
    feed_until text
);
create unique index ux_campaigns_name on campaigns (name);
create index ix_campaigns_open on campaigns (state) where state in ('Loading', 'Running', 'Paused');

create table campaign_texts (
    campaign_id integer not null references campaigns (id),
    language text not null,
    words text not null,                                -- with its placeholders
    primary key (campaign_id, language)
);

-- Everybody on the list who has a phone number, once for each phone.
create table campaign_recipients (
    id integer primary key autoincrement,
    campaign_id integer not null references campaigns (id),
    line integer not null,                              -- of the file
    phone text not null,
    country text,                                       -- of the number
    zones integer not null,                             -- the time zones that the number may be in: see TimeZones
    name text,
    language text,
    card text,
    fields text,                                        -- the other columns, as JSON
    state text not null check (state in ('Waiting', 'LeftOut', 'Control', 'Fed', 'Dropped')),
    reason text,                                        -- why it was left out, or dropped at its turn
    outbound_id integer references outbound_messages (id),
    fed_at text
);
create unique index ux_campaign_recipients_phone on campaign_recipients (campaign_id, phone);
create index ix_campaign_recipients_waiting on campaign_recipients (campaign_id, zones, id) where state = 'Waiting';
create index ix_campaign_recipients_fed on campaign_recipients (phone, fed_at) where fed_at is not null;
create index ix_campaign_recipients_outbound on campaign_recipients (outbound_id) where outbound_id is not null;
create index ix_campaign_recipients_control on campaign_recipients (phone) where state = 'Control';

-- Rows of the list that nobody can be texted by: no number, a number that takes no texts, one that was there before.
create table campaign_left_out (
    campaign_id integer not null references campaigns (id),
    line integer not null,
    value text,                                         -- what stood there
    reason text not null,
    primary key (campaign_id, line)
);

-- What people who are no members agreed to, and where.
create table phone_consents (
    id integer primary key,
    phone text not null,
    source text not null,
    words text not null,                                -- what they agreed to, to the letter
    given_at text not null,
    revoked_at text
);
create index ix_phone_consents_phone on phone_consents (phone);

-- A campaign's text: one of these is never sent twice.
alter table outbound_messages add column campaign_id integer references campaigns (id);
alter table outbound_messages add column passed_on_at text;     -- the carrier has said that it is out of its queue
create index ix_outbound_campaign on outbound_messages (campaign_id, state, id) where campaign_id is not null;
create index ix_outbound_at_carrier on outbound_messages (campaign_id, sent_at)
    where state = 'sent' and passed_on_at is null and campaign_id is not null;
