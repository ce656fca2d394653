-- What came of campaigns, for as long as anybody asks: no phones, so that it outlives the lists.

-- An activation for which a campaign has the credit; none has two.
create table campaign_credits (
    log_id bigint not null,                             -- the activation
    campaign_id bigint not null,
    how nvarchar(16) collate Latin1_General_100_BIN2 not null,
    at datetime2(3) not null,                           -- of the activation
    recipient_id bigint null,                           -- null: by the keyword, from nobody of its list
    language nvarchar(16) collate Latin1_General_100_BIN2 null,
    batch nvarchar(64) collate Latin1_General_100_BIN2 null,       -- of the card
    constraint pk_campaign_credits primary key (log_id),
    constraint fk_campaign_credits_campaign foreign key (campaign_id) references campaigns (id),
    constraint ck_campaign_credits_how check (how in ('Keyword', 'Card', 'Phone'))
);
-- What one campaign has the credit for.
create index ix_campaign_credits_campaign on campaign_credits (campaign_id, at);

-- Everybody on the list of a campaign that holds some out who activated a card since it began, texted or not, whoever has
-- the credit: so both groups are measured alike.
create table campaign_compared (
    campaign_id bigint not null,
    recipient_id bigint not null,
    at datetime2(3) not null,
    constraint pk_campaign_compared primary key (campaign_id, recipient_id),
    constraint fk_campaign_compared_campaign foreign key (campaign_id) references campaigns (id)
);

-- On whose lists an activated card stands.
create index ix_campaign_recipients_card on campaign_recipients (card, campaign_id) where card is not null;

-- What is known of somebody by their phone or card, written down as these are taken off the list.
alter table campaign_recipients add batch nvarchar(64) collate Latin1_General_100_BIN2 null;
alter table campaign_recipients add opted_out_at datetime2(3) null;
alter table campaign_recipients add signed_in_at datetime2(3) null;

-- What a campaign's text is billed as.
alter table outbound_messages add segments int null;
