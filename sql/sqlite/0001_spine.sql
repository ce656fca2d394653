-- What this database serves, so that a simulator's play never mixes with a carrier's truth.
create table facts (
    name text not null primary key,
    value text not null
);

create table cards (
    id integer primary key,
    number text not null,
    state text not null check (state in ('Prepared', 'Issued', 'Active', 'Blocked', 'Expired', 'Replaced')),
    kind text,
    batch text,
    expires_on text,              -- the last good day, UTC
    code_hash text,               -- keyed: see Cards:CodeKey
    code_length integer,
    code_misses integer not null default 0,
    code_misses_since text,
    code_locked_until text,
    holder_phone text,            -- known from the till: never a link, never a consent
    held_at text,
    held_reason text,
    activated_at text,
    created_at text not null,
    updated_at text not null
);
create unique index ux_cards_number on cards (number);
create index ix_cards_batch on cards (batch) where batch is not null;

create table members (
    id integer primary key,
    phone text not null,
    username text not null,
    password_hash text,
    password_changed_at text,
    language text,
    profile text,
    last_sign_in_at text,
    created_at text not null
);
create unique index ux_members_phone on members (phone);
create unique index ux_members_username on members (username);

create table card_links (
    id integer primary key,
    card_id integer not null references cards (id),
    member_id integer not null references members (id),
    slot integer not null,
    channel text not null,
    linked_at text not null,
    unlinked_at text,
    unlink_reason text
);
-- The two indexes that settle who wins a race for a card, or for a phone's last free slot.
create unique index ux_card_links_card on card_links (card_id) where unlinked_at is null;
create unique index ux_card_links_slot on card_links (member_id, slot) where unlinked_at is null;
create index ix_card_links_card on card_links (card_id);

create table consents (
    id integer primary key,
    member_id integer not null references members (id),
    kind text not null check (kind in ('service', 'marketing')),
    version text not null,
    source text not null,
    given_at text not null,
    revoked_at text
);
create index ix_consents_member on consents (member_id);

create table conversations (
    sender text not null primary key,
    lease_until text,
    lease_token text,
    send_lease_until text,
    send_token text,
    failed_tries integer not null default 0,
    failed_since text,
    tries_notice_at text,
    password_requests integer not null default 0,
    password_since text,
    password_notice_at text,
    sms_opted_out_at text,
    sms_keyword_at text,
    whatsapp_opted_out_at text,
    whatsapp_keyword_at text,
    last_text_at text,
    created_at text not null
);

create table inbound_messages (
    id integer primary key autoincrement,
    sid text not null,
    sender text not null,
    channel text not null check (channel in ('sms', 'whatsapp')),
    from_address text not null,
    to_address text not null,
    body text not null,           -- password-shaped words are masked before this is written
    holds_password integer not null,
    media_count integer not null,
    opt_out_type text,
    received_at text not null,
    state text not null check (state in ('new', 'working', 'done', 'dead')),
    attempts integer not null default 0,
    lease_token text,
    done_at text
);
create unique index ux_inbound_sid on inbound_messages (sid);
-- The worker's queue: only unfinished rows, so that it stays as small as the backlog.
create index ix_inbound_unfinished on inbound_messages (id) where done_at is null;
create index ix_inbound_sender on inbound_messages (sender, id) where done_at is null;

create table outbound_messages (
    id integer primary key autoincrement,
    sender text not null,         -- the conversation, which holds the send lease
    channel text not null,
    to_address text not null,
    texted_address text,          -- the number of ours that was texted: the reply leaves from it
    template text not null,
    language text not null,
    card text,                    -- last 4 digits, for the text
    wait_seconds integer,         -- for the text: try again in
    member_id integer references members (id),
    holds_password integer not null,
    campaign integer not null default 0,
    state text not null check (state in
        ('queued', 'claimed', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'retry', 'unknown')),
    attempts integer not null default 0,
    due_at text not null,
    lease_until text,
    lease_token text,
    sid text,
    error_code integer,
    error text,
    unknown_since text,
    created_at text not null,
    sent_at text,
    settled_at text
);
create index ix_outbound_due on outbound_messages (due_at, id) where state in ('queued', 'retry');
create index ix_outbound_leased on outbound_messages (lease_until) where lease_until is not null;
create index ix_outbound_unknown on outbound_messages (sender, channel, template) where state = 'unknown';
create index ix_outbound_member on outbound_messages (member_id, id) where holds_password = 1;
create index ix_outbound_sid on outbound_messages (sid) where sid is not null;

create table send_attempts (
    id integer primary key,
    message_id integer not null references outbound_messages (id),
    token text not null,
    started_at text not null,
    ended_at text,
    sid text,
    result text,                  -- accepted | not-processed | our-fault | rejected | ambiguous; null while it runs
    error_code integer,
    text text not null            -- as sent, with {password} left open
);
create unique index ux_send_attempts_token on send_attempts (token);
create index ix_send_attempts_message on send_attempts (message_id);

create table temporary_passwords (
    id integer primary key,
    member_id integer not null references members (id),
    attempt_token text not null,
    hash text not null,
    created_at text not null,
    expires_at text not null,
    used_at text,
    voided_at text
);
create unique index ux_temporary_passwords_attempt on temporary_passwords (attempt_token);
create index ix_temporary_passwords_member on temporary_passwords (member_id);

create table activation_log (
    id integer primary key autoincrement,
    inbound_id integer not null,
    at text not null,
    message_sid text not null,
    channel text not null,
    phone text not null,
    card text,
    outcome text not null,
    reply_id integer references outbound_messages (id),
    facts text not null           -- what it was decided on, as JSON, without body or password
);
-- Every accepted message ends in exactly one outcome.
create unique index ux_activation_log_inbound on activation_log (inbound_id);
create index ix_activation_log_phone on activation_log (phone, id);
create index ix_activation_log_card on activation_log (card, id) where card is not null;
create index ix_activation_log_reply on activation_log (reply_id) where reply_id is not null;
create index ix_activation_log_at on activation_log (at);
