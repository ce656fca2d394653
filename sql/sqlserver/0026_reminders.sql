-- Reminders: a campaign of several texts, each a while after the one before, until the card is activated.
create table campaign_steps (
    campaign_id bigint not null,
    step int not null,                                  -- from 2 on: what is said first is the campaign's own text
    gap_seconds int not null,                           -- so long after the text before has left
    constraint pk_campaign_steps primary key (campaign_id, step),
    constraint fk_campaign_steps_campaign foreign key (campaign_id) references campaigns (id)
);

create table campaign_step_texts (
    campaign_id bigint not null,
    step int not null,
    language nvarchar(16) collate Latin1_General_100_BIN2 not null,
    words nvarchar(max) not null,                       -- with its placeholders
    constraint pk_campaign_step_texts primary key (campaign_id, step, language),
    constraint fk_campaign_step_texts_campaign foreign key (campaign_id) references campaigns (id)
);

-- Each text of a series that was put into the outbox for somebody: none of them twice.
create table campaign_fed_steps (
    recipient_id bigint not null,
    step int not null,
    outbound_id bigint not null,
    fed_at datetime2(3) not null,
    constraint pk_campaign_fed_steps primary key (recipient_id, step),
    constraint fk_campaign_fed_steps_recipient foreign key (recipient_id) references campaign_recipients (id),
    constraint fk_campaign_fed_steps_outbound foreign key (outbound_id) references outbound_messages (id)
);
-- What came of a text.
create index ix_campaign_fed_steps_outbound on campaign_fed_steps (outbound_id);

-- A reminder's lease on feeding, beside feed_until, which then says "for ever" to hosts that know no steps.
alter table campaigns add turn_until datetime2(3) null;
-- Where Fed: which text they had last. Where Waiting: which one is next; null is the first.
alter table campaign_recipients add step int null;
-- Of somebody Fed: when the text after that is due; null where none follows.
alter table campaign_recipients add due_at datetime2(3) null;
alter table outbound_messages add campaign_step int null;           -- null: of before there were any
GO
-- Whose next text is due, among those whose day it is.
create index ix_campaign_recipients_due on campaign_recipients (campaign_id, zones, due_at, step) where due_at is not null;
