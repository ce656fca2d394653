-- What needs a person, and what people do with whole batches of cards.
alter table inbound_messages add column dealt_at text;      -- somebody saw to it: it needs no person any more
alter table outbound_messages add column dealt_at text;     -- the same, or it mended itself
alter table cards add column withdrawn_from text;           -- the state that it had when its batch was withdrawn

-- Welcomes and passwords that did not arrive.
create index ix_outbound_lost on outbound_messages (id)
    where state in ('failed', 'undelivered')
        and template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain', 'PasswordReissued') and dealt_at is null;
-- Sends of which no look can tell what became of them.
create index ix_outbound_left on outbound_messages (id)
    where state = 'unknown' and left_to_person is not null and dealt_at is null;
-- Cards that their owners have reported as lost.
create index ix_activation_log_loss on activation_log (id) where outcome = 'LossReported';
-- Cards that wait for somebody to look at them.
create index ix_cards_held on cards (held_at) where held_at is not null;

-- How far each batch has come: counted now and then, for no page can wait for ten million cards.
create table batch_figures (
    batch text not null primary key,        -- '': cards of no batch
    cards integer not null,
    issued integer not null,                -- handed out, whatever became of them; not those withdrawn
    activated integer not null,
    signed_in integer not null,
    waiting integer not null,               -- could still be activated
    withdrawn integer not null,
    held integer not null,
    newest_at text not null,                -- of its cards
    counted_at text not null
);

-- Imports and withdrawals that were begun at /ops, and what came of them.
create table card_jobs (
    id integer primary key autoincrement,
    kind text not null check (kind in ('Import', 'DryRun', 'Withdraw', 'BringBack')),
    batch text,
    file_name text,                         -- as it was called where it came from
    staff_name text not null,
    reason text,
    host text not null,                     -- the machine, for people: what was rejected lies there
    begun_at text not null,
    seen_at text not null,                  -- its host was at it
    stop_asked_at text,
    ended_at text,
    result text check (result in ('Done', 'Refused', 'Stopped', 'Failed')),
    told text,                              -- why it was refused, in words
    done integer not null,                  -- bytes of a file, or cards
    of_all integer not null,
    rows_read integer not null,
    rows_new integer not null,
    rows_changed integer not null,
    rows_unchanged integer not null,
    rows_rejected integer not null
);
