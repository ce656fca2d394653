-- What a report or a webhook did not bring is looked up at the carrier.
alter table outbound_messages add column poll_at text;          -- the next look, while it is not final
alter table outbound_messages add column polls integer not null default 0;
alter table outbound_messages add column replaced_at text;      -- the carrier held it until its password expired: sent anew
update outbound_messages set poll_at = sent_at where state = 'sent';
create index ix_outbound_poll on outbound_messages (poll_at) where state = 'sent';
alter table inbound_messages add column swept integer not null default 0;   -- found in the carrier's list, no webhook
