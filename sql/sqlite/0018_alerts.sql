-- Alerts stand until what they tell of is over, and reach the person on call.
alter table alerts add column last_seen_at text;        -- when it was last found to stand
alter table alerts add column cleared_at text;          -- null: it stands
alter table alerts add column acknowledged_at text;
alter table alerts add column acknowledged_by text;
alter table alerts add column figure integer;           -- what it counts, by its kind
alter table alerts add column usual integer;            -- what that usually is
alter table alerts add column tell_at text;             -- when it is told (again); null: nothing to tell
update alerts set last_seen_at = raised_at, cleared_at = raised_at;
create index ix_alerts_standing on alerts (kind, subject) where cleared_at is null;
create index ix_alerts_tell on alerts (tell_at) where tell_at is not null;

-- Who was told of an alert, and how that went.
create table alert_notices (
    id integer primary key,
    alert_id integer not null references alerts (id),
    notice_id text not null,                            -- the webhook-id: the same at every try
    news text not null check (news in ('raised', 'reminded', 'cleared')),
    channel text not null check (channel in ('webhook', 'sms')),
    target text not null,                               -- the webhook's name, or the phone, masked
    outbound_id integer references outbound_messages (id),
    created_at text not null,
    due_at text,                                        -- the next try; null: none is left to make
    attempts integer not null default 0,
    told_at text,
    failed_at text,
    error text
);
create unique index ux_alert_notices_notice on alert_notices (notice_id);
create index ix_alert_notices_alert on alert_notices (alert_id);
create index ix_alert_notices_due on alert_notices (due_at) where due_at is not null;

-- What only the host itself knows: webhooks refused, its spool.
alter table hosts add column facts text;
alter table hosts add column facts_at text;

-- For a text that no template writes: its words.
alter table outbound_messages add column words text;
