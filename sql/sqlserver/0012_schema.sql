-- All that sql/sqlite/0001 to 0012 come to. From here on both engines have scripts of the same numbers.
-- Words compare by their code points, as in SQLite: a token, a SID or a user name is never "nearly" another. Times are UTC,
-- to the millisecond. Sizes are what the program lets in; (max) where it lets in as much as a webhook may hold.

-- What this database serves, so that a simulator's play never mixes with a carrier's truth.
create table facts (
    name nvarchar(64) collate Latin1_General_100_BIN2 not null,
    value nvarchar(400) collate Latin1_General_100_BIN2 not null,
    constraint pk_facts primary key (name)
);

create table cards (
    id bigint identity not null,
    number nvarchar(64) collate Latin1_General_100_BIN2 not null,
    state nvarchar(16) collate Latin1_General_100_BIN2 not null,
    kind nvarchar(64) collate Latin1_General_100_BIN2 null,
    batch nvarchar(64) collate Latin1_General_100_BIN2 null,
    expires_on date null,                               -- the last good day, UTC
    code_hash nvarchar(128) collate Latin1_General_100_BIN2 null,   -- keyed: see Cards:CodeKey
    code_length int null,
    code_misses int not null constraint df_cards_code_misses default 0,
    code_misses_since datetime2(3) null,
    code_locked_until datetime2(3) null,
    holder_phone nvarchar(64) collate Latin1_General_100_BIN2 null, -- known from the till: never a link, never a consent
    held_at datetime2(3) null,
    held_reason nvarchar(max) null,
    activated_at datetime2(3) null,
    created_at datetime2(3) not null,
    updated_at datetime2(3) not null,
    constraint pk_cards primary key (id),
    constraint ck_cards_state check (state in ('Prepared', 'Issued', 'Active', 'Blocked', 'Expired', 'Replaced'))
);
-- Each text looks its card up by the number, and an import finds by it what is there already.
create unique index ux_cards_number on cards (number);
-- For 'cards remove --batch' and the listings of a batch.
create index ix_cards_batch on cards (batch) where batch is not null;

create table members (
    id bigint identity not null,
    phone nvarchar(64) collate Latin1_General_100_BIN2 not null,
    username nvarchar(64) collate Latin1_General_100_BIN2 not null,
    password_hash nvarchar(256) collate Latin1_General_100_BIN2 null,
    password_changed_at datetime2(3) null,
    language nvarchar(16) collate Latin1_General_100_BIN2 null,
    profile nvarchar(max) null,
    last_sign_in_at datetime2(3) null,
    created_at datetime2(3) not null,
    events bigint not null constraint df_members_events default 0,
    closed_at datetime2(3) null,                        -- by their own word; a new activation opens it again
    constraint pk_members primary key (id)
);
-- Each text looks its sender's member up; two activations at once make one member.
create unique index ux_members_phone on members (phone);
-- For signing in by user name.
create unique index ux_members_username on members (username);

create table card_links (
    id bigint identity not null,
    card_id bigint not null,
    member_id bigint not null,
    slot int not null,
    channel nvarchar(16) collate Latin1_General_100_BIN2 not null,
    linked_at datetime2(3) not null,
    unlinked_at datetime2(3) null,
    unlink_reason nvarchar(64) collate Latin1_General_100_BIN2 null,
    constraint pk_card_links primary key (id),
    constraint fk_card_links_card foreign key (card_id) references cards (id),
    constraint fk_card_links_member foreign key (member_id) references members (id)
);
-- The two indexes that settle who wins a race for a card, or for a phone's last free slot.
create unique index ux_card_links_card on card_links (card_id) where unlinked_at is null;
create unique index ux_card_links_slot on card_links (member_id, slot) where unlinked_at is null;
-- A card's history, and the look before a card is removed.
create index ix_card_links_card on card_links (card_id);

create table consents (
    id bigint identity not null,
    member_id bigint not null,
    kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    version nvarchar(64) collate Latin1_General_100_BIN2 not null,
    source nvarchar(256) collate Latin1_General_100_BIN2 not null,
    given_at datetime2(3) not null,
    revoked_at datetime2(3) null,
    language nvarchar(16) collate Latin1_General_100_BIN2 null,     -- in which it was agreed to
    constraint pk_consents primary key (id),
    constraint fk_consents_member foreign key (member_id) references members (id),
    constraint ck_consents_kind check (kind in ('service', 'marketing'))
);
-- A member's consents, for their page and their data.
create index ix_consents_member on consents (member_id);
-- Two pages that agree at once agree once.
create unique index ux_consents_marketing on consents (member_id) where kind = 'marketing' and revoked_at is null;

-- The exact words of each version: what somebody agreed to stays readable after the text has changed.
create table consent_texts (
    id bigint identity not null,
    kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    version nvarchar(64) collate Latin1_General_100_BIN2 not null,
    language nvarchar(16) collate Latin1_General_100_BIN2 not null,
    text nvarchar(max) collate Latin1_General_100_BIN2 not null,
    created_at datetime2(3) not null,
    constraint pk_consent_texts primary key (id),
    constraint ck_consent_texts_kind check (kind in ('service', 'marketing'))
);
-- One text for each version and language, whoever starts first.
create unique index ux_consent_texts on consent_texts (kind, version, language);

create table conversations (
    sender nvarchar(64) collate Latin1_General_100_BIN2 not null,
    lease_until datetime2(3) null,
    lease_token nvarchar(32) collate Latin1_General_100_BIN2 null,
    send_lease_until datetime2(3) null,
    send_token nvarchar(32) collate Latin1_General_100_BIN2 null,
    failed_tries int not null constraint df_conversations_failed_tries default 0,
    failed_since datetime2(3) null,
    tries_notice_at datetime2(3) null,
    password_requests int not null constraint df_conversations_password_requests default 0,
    password_since datetime2(3) null,
    password_notice_at datetime2(3) null,
    sms_opted_out_at datetime2(3) null,
    sms_keyword_at datetime2(3) null,
    whatsapp_opted_out_at datetime2(3) null,
    whatsapp_keyword_at datetime2(3) null,
    last_text_at datetime2(3) null,
    created_at datetime2(3) not null,
    replies_burst int not null constraint df_conversations_replies_burst default 0,
    replies_burst_since datetime2(3) null,
    replies_day int not null constraint df_conversations_replies_day default 0,
    replies_day_since datetime2(3) null,
    constraint pk_conversations primary key (sender)
);

create table inbound_messages (
    id bigint identity not null,
    sid nvarchar(64) collate Latin1_General_100_BIN2 not null,
    sender nvarchar(64) collate Latin1_General_100_BIN2 not null,
    channel nvarchar(16) collate Latin1_General_100_BIN2 not null,
    from_address nvarchar(256) collate Latin1_General_100_BIN2 not null,
    to_address nvarchar(256) collate Latin1_General_100_BIN2 not null,
    body nvarchar(max) collate Latin1_General_100_BIN2 not null,    -- password-shaped words are masked before this is written
    holds_password bit not null,
    media_count int not null,
    opt_out_type nvarchar(64) collate Latin1_General_100_BIN2 null,
    received_at datetime2(3) not null,
    state nvarchar(16) collate Latin1_General_100_BIN2 not null,
    attempts int not null constraint df_inbound_attempts default 0,
    lease_token nvarchar(32) collate Latin1_General_100_BIN2 null,
    done_at datetime2(3) null,
    swept bit not null constraint df_inbound_swept default 0,       -- found in the carrier's list, no webhook
    constraint pk_inbound_messages primary key (id),
    constraint ck_inbound_channel check (channel in ('sms', 'whatsapp')),
    constraint ck_inbound_state check (state in ('new', 'working', 'done', 'dead'))
);
-- The check for redeliveries: accepting is this one insert.
create unique index ux_inbound_sid on inbound_messages (sid);
-- The worker's queue: only unfinished rows, so that it stays as small as the backlog.
create index ix_inbound_unfinished on inbound_messages (id) include (sender, done_at) where done_at is null;
-- Whether a sender has an earlier text, or a later one.
create index ix_inbound_sender on inbound_messages (sender, id) include (done_at) where done_at is null;

create table outbound_messages (
    id bigint identity not null,
    sender nvarchar(64) collate Latin1_General_100_BIN2 not null,   -- the conversation, which holds the send lease
    channel nvarchar(16) collate Latin1_General_100_BIN2 not null,
    to_address nvarchar(256) collate Latin1_General_100_BIN2 not null,
    texted_address nvarchar(256) collate Latin1_General_100_BIN2 null,  -- the number of ours that was texted
    template nvarchar(64) collate Latin1_General_100_BIN2 not null,
    language nvarchar(16) collate Latin1_General_100_BIN2 not null,
    card nvarchar(16) collate Latin1_General_100_BIN2 null,         -- last 4 digits, for the text
    wait_seconds int null,                              -- for the text: try again in
    member_id bigint null,
    holds_password bit not null,
    campaign bit not null constraint df_outbound_campaign default 0,
    state nvarchar(16) collate Latin1_General_100_BIN2 not null,
    attempts int not null constraint df_outbound_attempts default 0,
    due_at datetime2(3) not null,
    lease_until datetime2(3) null,
    lease_token nvarchar(32) collate Latin1_General_100_BIN2 null,
    sid nvarchar(64) collate Latin1_General_100_BIN2 null,
    error_code int null,
    error nvarchar(max) null,
    unknown_since datetime2(3) null,
    created_at datetime2(3) not null,
    sent_at datetime2(3) null,
    settled_at datetime2(3) null,
    settle_at datetime2(3) null,                        -- the next look; null: Outbox:SettleAfter after unknown_since
    empty_look_at datetime2(3) null,                    -- the first look that found nothing
    left_to_person nvarchar(64) collate Latin1_General_100_BIN2 null,   -- why no look can settle it
    priority int not null constraint df_outbound_priority default 1,
    poll_at datetime2(3) null,                          -- the next look, while it is not final
    polls int not null constraint df_outbound_polls default 0,
    replaced_at datetime2(3) null,                      -- the carrier held it until its password expired: sent anew
    looked_up_at datetime2(3) null,                     -- not in the carrier's list, in a restore begun before then
    constraint pk_outbound_messages primary key (id),
    constraint fk_outbound_member foreign key (member_id) references members (id),
    constraint ck_outbound_state check (state in
        ('queued', 'claimed', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'retry', 'unknown'))
);
-- The sender's queue: welcomes before remediation, then by time.
create index ix_outbound_due on outbound_messages (priority, due_at, id) include (sender)
    where state in ('queued', 'retry');
-- What a dead or frozen sender left behind.
create index ix_outbound_leased on outbound_messages (lease_until) where lease_until is not null;
-- Who holds back texts of the same template, and what the settler looks up.
create index ix_outbound_unknown on outbound_messages (sender, channel, template) where state = 'unknown';
-- A member's last text with a password, and those of an erased member.
create index ix_outbound_member on outbound_messages (member_id, id) where holds_password = 1;
-- Whether something of a phone is under way: then a new reply must not overtake it.
create index ix_outbound_open on outbound_messages (sender)
    where state in ('queued', 'claimed', 'sending', 'retry', 'unknown');
-- What a report did not bring is asked for.
create index ix_outbound_poll on outbound_messages (poll_at) where state = 'sent';

create table send_attempts (
    id bigint identity not null,
    message_id bigint not null,
    token nvarchar(32) collate Latin1_General_100_BIN2 not null,
    started_at datetime2(3) not null,
    ended_at datetime2(3) null,
    sid nvarchar(64) collate Latin1_General_100_BIN2 null,
    result nvarchar(16) collate Latin1_General_100_BIN2 null,       -- accepted | not-processed | our-fault | rejected | ambiguous | expired; null while it runs
    error_code int null,
    text nvarchar(max) collate Latin1_General_100_BIN2 not null,    -- as sent, with {password} left open
    redact_at datetime2(3) null,                        -- when to ask for it (next); null: nothing to ask
    redact_tries int not null constraint df_send_attempts_redact_tries default 0,
    redacted_at datetime2(3) null,
    constraint pk_send_attempts primary key (id),
    constraint fk_send_attempts_message foreign key (message_id) references outbound_messages (id)
);
-- The token rides in the callback URL: a report finds its try by it.
create unique index ux_send_attempts_token on send_attempts (token);
-- The tries of one text.
create index ix_send_attempts_message on send_attempts (message_id, id);
-- Every SID that was ever told us, by whichever try of its text; a report without a token is found by it as well.
create index ix_send_attempts_sid on send_attempts (sid) where sid is not null;
-- The carrier's copies that are still to be emptied.
create index ix_send_attempts_redact on send_attempts (redact_at) where redact_at is not null;

create table temporary_passwords (
    id bigint identity not null,
    member_id bigint not null,
    attempt_token nvarchar(32) collate Latin1_General_100_BIN2 not null,
    hash nvarchar(256) collate Latin1_General_100_BIN2 not null,
    created_at datetime2(3) not null,
    expires_at datetime2(3) not null,
    used_at datetime2(3) null,
    voided_at datetime2(3) null,
    constraint pk_temporary_passwords primary key (id),
    constraint fk_temporary_passwords_member foreign key (member_id) references members (id)
);
-- Each try has a password of its own.
create unique index ux_temporary_passwords_attempt on temporary_passwords (attempt_token);
-- What a sign-in is compared with.
create index ix_temporary_passwords_member on temporary_passwords (member_id);

create table activation_log (
    id bigint identity not null,
    inbound_id bigint not null,
    at datetime2(3) not null,
    message_sid nvarchar(64) collate Latin1_General_100_BIN2 not null,
    channel nvarchar(16) collate Latin1_General_100_BIN2 not null,
    phone nvarchar(64) collate Latin1_General_100_BIN2 not null,
    card nvarchar(64) collate Latin1_General_100_BIN2 null,
    outcome nvarchar(32) collate Latin1_General_100_BIN2 not null,
    reply_id bigint null,
    facts nvarchar(max) collate Latin1_General_100_BIN2 not null,   -- what it was decided on, as JSON, without body or password
    constraint pk_activation_log primary key (id),
    constraint fk_activation_log_reply foreign key (reply_id) references outbound_messages (id)
);
-- Every accepted message ends in exactly one outcome.
create unique index ux_activation_log_inbound on activation_log (inbound_id);
-- One phone's story, and one card's.
create index ix_activation_log_phone on activation_log (phone, id);
create index ix_activation_log_card on activation_log (card, id) where card is not null;
-- Who waits for a reply that fails.
create index ix_activation_log_reply on activation_log (reply_id) where reply_id is not null;
-- What happened since.
create index ix_activation_log_at on activation_log (at);

-- What happened to neighbouring card numbers: a range is a number with its last four signs left open.
create table number_ranges (
    number_range nvarchar(64) collate Latin1_General_100_BIN2 not null,
    misses int not null constraint df_number_ranges_misses default 0,
    misses_since datetime2(3) null,
    activations int not null constraint df_number_ranges_activations default 0,
    activations_since datetime2(3) null,
    guarded_until datetime2(3) null,                    -- until then refusals in this range tell nothing
    constraint pk_number_ranges primary key (number_range)
);

-- What a person should know of; shown once for each subject and window.
create table alerts (
    id bigint identity not null,
    kind nvarchar(64) collate Latin1_General_100_BIN2 not null,
    subject nvarchar(200) collate Latin1_General_100_BIN2 not null,
    raised_at datetime2(3) not null,
    constraint pk_alerts primary key (id)
);
-- Whether a subject was told of lately, and the range that is locked while that is asked.
create index ix_alerts_subject on alerts (kind, subject, raised_at);

-- How many sends of a day, UTC, the hosts have taken out of the ceiling.
create table send_days (
    day nvarchar(10) collate Latin1_General_100_BIN2 not null,
    taken int not null,
    constraint pk_send_days primary key (day)
);

-- How far a table was cleared of what had its time: ids grow with time, so no row needs an index for it.
create table retention_marks (
    name nvarchar(64) collate Latin1_General_100_BIN2 not null,
    up_to bigint not null,
    constraint pk_retention_marks primary key (name)
);

-- Opt-outs of phones that were erased. Whoever has the key can ask for one phone, and list none.
create table kept_opt_outs (
    phone_hash nvarchar(128) collate Latin1_General_100_BIN2 not null,  -- keyed: see Privacy:HashKey
    sms_opted_out_at datetime2(3) null,
    sms_keyword_at datetime2(3) null,
    whatsapp_opted_out_at datetime2(3) null,
    whatsapp_keyword_at datetime2(3) null,
    kept_at datetime2(3) not null,
    constraint pk_kept_opt_outs primary key (phone_hash)
);

-- A database that was put back: nothing leaves until the carrier was asked what its predecessor has sent since.
create table restores (
    restored_from datetime2(3) not null,                -- what it holds is as of then
    started_at datetime2(3) not null,                   -- the first start on it: what it had sent was sent before
    released_at datetime2(3) null,
    constraint pk_restores primary key (restored_from)
);

-- The personal account: sign-ins, and who may try one.
create table account_sessions (
    id bigint identity not null,
    member_id bigint not null,
    token_hash nvarchar(64) collate Latin1_General_100_BIN2 not null,   -- SHA-256 of what the cookie holds
    must_change bit not null,                           -- signed in with a texted password: first one of their own
    agent nvarchar(300) null,                           -- what the browser called itself
    created_at datetime2(3) not null,
    seen_at datetime2(3) not null,
    expires_at datetime2(3) not null,
    ended_at datetime2(3) null,
    constraint pk_account_sessions primary key (id),
    constraint fk_account_sessions_member foreign key (member_id) references members (id)
);
-- Each page looks its session up.
create unique index ux_account_sessions_token on account_sessions (token_hash);
-- A member's sign-ins, and all of them ended by a new password.
create index ix_account_sessions_member on account_sessions (member_id);
-- What has had its time.
create index ix_account_sessions_expires on account_sessions (expires_at);

create table sign_in_tries (
    scope nvarchar(128) collate Latin1_General_100_BIN2 not null,       -- whose: m: a member, t: texted passwords of one, n: a name that is nobody's, a: an address
    tries int not null,                                 -- in the window that began then
    since datetime2(3) not null,
    failed int not null,                                -- in a row, windows or not
    locked_at datetime2(3) null,
    constraint pk_sign_in_tries primary key (scope)
);
-- What has had its time.
create index ix_sign_in_tries_since on sign_in_tries (since);

-- Who may ask over the API: the shop's own site, and tills.
create table api_keys (
    id bigint identity not null,
    name nvarchar(64) collate Latin1_General_100_BIN2 not null,
    role nvarchar(16) collate Latin1_General_100_BIN2 not null,
    key_hash nvarchar(64) collate Latin1_General_100_BIN2 not null,     -- SHA-256: the key itself is 256 random bits, shown once
    created_at datetime2(3) not null,
    last_used_at datetime2(3) null,                     -- to the minute
    revoked_at datetime2(3) null,
    misses int not null constraint df_api_keys_misses default 0,        -- cards that were not there, in the hour that began then
    misses_since datetime2(3) null,
    suspended_at datetime2(3) null,                     -- too many of them
    constraint pk_api_keys primary key (id),
    constraint ck_api_keys_role check (role in ('site', 'pos'))
);
-- Each request looks its key up.
create unique index ux_api_keys_hash on api_keys (key_hash);
-- One key in use for each name.
create unique index ux_api_keys_name on api_keys (name) where revoked_at is null;

-- What the shop's own systems are told of, as it happened. Rows hold ids, never a phone: a body is written when it is sent.
create table events (
    id bigint identity not null,
    event_id nvarchar(64) collate Latin1_General_100_BIN2 not null,     -- the webhook-id: the same at every try
    type nvarchar(64) collate Latin1_General_100_BIN2 not null,
    subject nvarchar(64) collate Latin1_General_100_BIN2 not null,      -- whose order it keeps: m: a member, c: a card that nobody holds
    sequence bigint null,                               -- 1, 2, 3, … of this member
    member_id bigint null,
    card_id bigint null,
    reason nvarchar(64) collate Latin1_General_100_BIN2 null,           -- why a link ended or a card was blocked
    changed nvarchar(max) null,                         -- names of fields, never what they hold
    at datetime2(3) not null,
    constraint pk_events primary key (id)
);
-- Asked for by its id.
create unique index ux_events_event on events (event_id);
-- A member's events, in order.
create index ix_events_member on events (member_id, id) where member_id is not null;

create table event_deliveries (
    id bigint identity not null,
    event_id bigint not null,
    target nvarchar(64) collate Latin1_General_100_BIN2 not null,
    subject nvarchar(64) collate Latin1_General_100_BIN2 not null,
    state nvarchar(16) collate Latin1_General_100_BIN2 not null,
    attempts int not null constraint df_event_deliveries_attempts default 0,
    refusals int not null constraint df_event_deliveries_refusals default 0,    -- of them, those that the target did not take
    due_at datetime2(3) not null,
    retry_until datetime2(3) not null,
    lease_until datetime2(3) null,
    lease_token nvarchar(32) collate Latin1_General_100_BIN2 null,
    status int null,                                    -- of the last answer; null when there was none
    error nvarchar(max) null,
    ended_at datetime2(3) null,
    constraint pk_event_deliveries primary key (id),
    constraint fk_event_deliveries_event foreign key (event_id) references events (id) on delete cascade,
    constraint ck_event_deliveries_state check (state in ('queued', 'sending', 'retry', 'delivered', 'failed'))
);
-- One delivery for each event and target.
create unique index ux_event_deliveries_target on event_deliveries (event_id, target);
-- A target's queue.
create index ix_event_deliveries_due on event_deliveries (target, due_at, id) include (subject)
    where state in ('queued', 'retry');
-- Who stands before whom: an event waits for the older ones of its subject.
create index ix_event_deliveries_subject on event_deliveries (target, subject, id)
    where state in ('queued', 'retry', 'sending');
-- What a stopped or frozen sender left behind.
create index ix_event_deliveries_leased on event_deliveries (lease_until) where lease_until is not null;

-- Answers to the POSTs of the API, so that one that is sent again is done once. Both are under keys that only the caller's own
-- API key gives: nobody else can read an answer, or guess a password by a request's hash.
create table idempotency_keys (
    id bigint identity not null,
    api_key_id bigint not null,
    name nvarchar(128) collate Latin1_General_100_BIN2 not null,        -- as the caller chose it
    request_hash nvarchar(128) collate Latin1_General_100_BIN2 not null,
    status int null,                                    -- null while it is done
    answer varbinary(max) null,
    created_at datetime2(3) not null,
    constraint pk_idempotency_keys primary key (id),
    constraint fk_idempotency_keys_key foreign key (api_key_id) references api_keys (id)
);
-- The check for a request that comes again.
create unique index ux_idempotency_keys on idempotency_keys (api_key_id, name);

-- Where 'cards import' copies its rows to before one statement takes them over; each import knows its own by their token, and
-- clears them in the same transaction.
create table staged_cards (
    token nvarchar(32) collate Latin1_General_100_BIN2 not null,
    place int not null,                                 -- in what was copied together
    id bigint null,                                     -- of the card that changes
    was nvarchar(16) collate Latin1_General_100_BIN2 null,              -- the state it must have had
    number nvarchar(64) collate Latin1_General_100_BIN2 null,
    state nvarchar(16) collate Latin1_General_100_BIN2 null,
    kind nvarchar(64) collate Latin1_General_100_BIN2 null,
    expires_on date null,
    batch nvarchar(64) collate Latin1_General_100_BIN2 null,
    code_hash nvarchar(128) collate Latin1_General_100_BIN2 null,
    code_length int null,
    holder_phone nvarchar(64) collate Latin1_General_100_BIN2 null,
    created_at datetime2(3) null,
    updated_at datetime2(3) null,
    constraint pk_staged_cards primary key (token, place)
);
