-- What needs a person, and what people do with whole batches of cards.
alter table inbound_messages add dealt_at datetime2(3) null;    -- somebody saw to it: it needs no person any more
alter table outbound_messages add dealt_at datetime2(3) null;   -- the same, or it mended itself
alter table cards add withdrawn_from nvarchar(16) collate Latin1_General_100_BIN2 null; -- the state that it had when its batch was withdrawn
GO
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
    batch nvarchar(64) collate Latin1_General_100_BIN2 not null,        -- '': cards of no batch
    cards bigint not null,
    issued bigint not null,                             -- handed out, whatever became of them; not those withdrawn
    activated bigint not null,
    signed_in bigint not null,
    waiting bigint not null,                            -- could still be activated
    withdrawn bigint not null,
    held bigint not null,
    newest_at datetime2(3) not null,                    -- of its cards
    counted_at datetime2(3) not null,
    constraint pk_batch_figures primary key (batch)
);

-- Imports and withdrawals that were begun at /ops, and what came of them.
create table card_jobs (
    id bigint identity not null,
    kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    batch nvarchar(64) collate Latin1_General_100_BIN2 null,
    file_name nvarchar(200) null,                       -- as it was called where it came from
    staff_name nvarchar(64) collate Latin1_General_100_BIN2 not null,
    reason nvarchar(max) null,
    host nvarchar(128) collate Latin1_General_100_BIN2 not null,        -- the machine, for people: what was rejected lies there
    begun_at datetime2(3) not null,
    seen_at datetime2(3) not null,                      -- its host was at it
    stop_asked_at datetime2(3) null,
    ended_at datetime2(3) null,
    result nvarchar(16) collate Latin1_General_100_BIN2 null,
    told nvarchar(max) null,                            -- why it was refused, in words
    done bigint not null,                               -- bytes of a file, or cards
    of_all bigint not null,
    rows_read bigint not null,
    rows_new bigint not null,
    rows_changed bigint not null,
    rows_unchanged bigint not null,
    rows_rejected bigint not null,
    constraint pk_card_jobs primary key (id),
    constraint ck_card_jobs_kind check (kind in ('Import', 'DryRun', 'Withdraw', 'BringBack')),
    constraint ck_card_jobs_result check (result in ('Done', 'Refused', 'Stopped', 'Failed'))
);
