-- Sends of unknown end are looked up in the carrier's list.
alter table outbound_messages add column settle_at text;        -- the next look; null: Outbox:SettleAfter after unknown_since
alter table outbound_messages add column empty_look_at text;    -- the first look that found nothing
alter table outbound_messages add column left_to_person text;   -- why no look can settle it

-- Every SID that was ever told us, by whichever try of its text; a report without a token is found by it as well.
drop index ix_outbound_sid;
create index ix_send_attempts_sid on send_attempts (sid) where sid is not null;
