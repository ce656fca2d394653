-- What the shop's own systems are told of, as it happened. Rows hold ids, never a phone: a body is written when it is sent.
create table events (
    id integer primary key autoincrement,
    event_id text not null,                 -- the webhook-id: the same at every try
    type text not null,
    subject text not null,                  -- whose order it keeps: m: a member, c: a card that nobody holds
    sequence integer,                       -- 1, 2, 3, … of this member
    member_id integer,
    card_id integer,
    reason text,                            -- why a link ended or a card was blocked
    changed text,                           -- names of fields, never what they hold
    at text not null
);
create unique index ux_events_event on events (event_id);
create index ix_events_member on events (member_id, id) where member_id is not null;

create table event_deliveries (
    id integer primary key autoincrement,
    event_id integer not null references events (id) on delete cascade,
    target text not null,
    subject text not null,
    state text not null check (state in ('queued', 'sending', 'retry', 'delivered', 'failed')),
    attempts integer not null default 0,
    refusals integer not null default 0,    -- of them, those that the target did not take: the wait grows with these only
    due_at text not null,
    retry_until text not null,
    lease_until text,
    lease_token text,
    status integer,                         -- of the last answer; null when there was none
    error text,
    ended_at text
);
create unique index ux_event_deliveries_target on event_deliveries (event_id, target);
create index ix_event_deliveries_due on event_deliveries (target, due_at, id) where state in ('queued', 'retry');
-- Who stands before whom: an event waits for the older ones of its subject.
create index ix_event_deliveries_subject on event_deliveries (target, subject, id)
    where state in ('queued', 'retry', 'sending');
create index ix_event_deliveries_leased on event_deliveries (lease_until) where lease_until is not null;

alter table members add events integer not null default 0;
alter table members add closed_at text;            -- by their own word; a new activation opens it again
