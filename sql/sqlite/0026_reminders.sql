-- Reminders: a campaign of several texts, each a while after the one before, until the card is activated.
create table campaign_steps (
    campaign_id integer not null references campaigns (id),
    step integer not null,                              -- from 2 on: what is said first is the campaign's own text
    gap_seconds integer not null,                       -- so long after the text before has left
    primary key (campaign_id, step)
);

create table campaign_step_texts (
    campaign_id integer not null references campaigns (id),
    step integer not null,
    language text not null,
    words text not null,                                -- with its placeholders
    primary key (campaign_id, step, language)
);

-- Each text of a series that was put into the outbox for somebody: none of them twice.
create table campaign_fed_steps (
    recipient_id integer not null references campaign_recipients (id),
    step integer not null,
    outbound_id integer not null references outbound_messages (id),
    fed_at text not null,
    primary key (recipient_id, step)
);
create index ix_campaign_fed_steps_outbound on campaign_fed_steps (outbound_id);

-- A reminder's lease on feeding, beside feed_until, which then says "for ever" to hosts that know no steps.
alter table campaigns add column turn_until text;

-- Where Fed: which text they had last. Where Waiting: which one is next; null is the first.
alter table campaign_recipients add column step integer;
-- Of somebody Fed: when the text after that is due; null where none follows.
alter table campaign_recipients add column due_at text;
create index ix_campaign_recipients_due on campaign_recipients (campaign_id, zones, due_at, step) where due_at is not null;

alter table outbound_messages add column campaign_step integer;     -- null: of before there were any
