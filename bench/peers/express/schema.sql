create table cards (
    id bigint generated always as identity primary key,
    number text not null unique,
    state text not null default 'Issued'
        check (state in ('Prepared', 'Issued', 'Active', 'Blocked', 'Expired', 'Replaced')),
    activated_at timestamptz,
    created_at timestamptz not null default now()
);

create table members (
    id bigint generated always as identity primary key,
    phone text not null unique,
    created_at timestamptz not null default now()
);

create table card_links (
    id bigint generated always as identity primary key,
    card_id bigint not null references cards (id),
    member_id bigint not null references members (id),
    linked_at timestamptz not null default now(),
    unlinked_at timestamptz
);
-- These two settle who wins a race for a card or for a phone.
create unique index ux_card_links_card on card_links (card_id) where unlinked_at is null;
create unique index ux_card_links_member on card_links (member_id) where unlinked_at is null;

create table consents (
    id bigint generated always as identity primary key,
    member_id bigint not null references members (id),
    kind text not null,
    version text not null,
    given_at timestamptz not null default now()
);

create table conversations (
    phone text primary key,
    failed_tries integer not null default 0,
    failed_since timestamptz,
    last_text_at timestamptz not null default now()
);

create table inbound_messages (
    id bigint generated always as identity primary key,
    sid text not null unique,
    phone text not null,
    to_address text not null,
    body text not null,
    received_at timestamptz not null default now()
);

create table activation_log (
    inbound_id bigint primary key references inbound_messages (id),
    at timestamptz not null default now(),
    phone text not null,
    card text,
    outcome text not null,
    reply text
);
create index ix_activation_log_phone on activation_log (phone, inbound_id);
create index ix_activation_log_card on activation_log (card, inbound_id) where card is not null;
