-- What came of campaigns, for as long as anybody asks: no phones, so that it outlives the lists.

-- An activation for which a campaign has the credit; none has two.
create table campaign_credits (
    log_id integer primary key,                         -- the activation
    campaign_id integer not null references campaigns (id),
    how text not null check (how in ('Keyword', 'Card', 'Phone')),
    at text not null,                                   -- of the activation
    recipient_id integer,                               -- null: by the keyword, from nobody of its list
    language text,
    batch text                                          -- of the card
);
create index ix_campaign_credits_campaign on campaign_credits (campaign_id, at);

-- Everybody on the list of a campaign that holds some out who activated a card since it began, texted or not, whoever has
-- the credit: so both groups are measured alike.
create table campaign_compared (
    campaign_id integer not null references campaigns (id),
    recipient_id integer not null,
    at text not null,
    primary key (campaign_id, recipient_id)
);

-- On whose lists an activated card stands.
create index ix_campaign_recipients_card on campaign_recipients (card, campaign_id) where card is not null;

-- What is known of somebody by their phone or card, written down as these are taken off the list.
alter table campaign_recipients add column batch text;
alter table campaign_recipients add column opted_out_at text;
alter table campaign_recipients add column signed_in_at text;

-- What a campaign's text is billed as.
alter table outbound_messages add column segments integer;
