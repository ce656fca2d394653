-- Alerts stand until what they tell of is over, and reach the person on call.
alter table alerts add last_seen_at datetime2(3) null;       -- when it was last found to stand
alter table alerts add cleared_at datetime2(3) null;         -- null: it stands
alter table alerts add acknowledged_at datetime2(3) null;
alter table alerts add acknowledged_by nvarchar(128) null;
alter table alerts add figure bigint null;                   -- what it counts, by its kind
alter table alerts add usual bigint null;                    -- what that usually is
alter table alerts add tell_at datetime2(3) null;            -- when it is told (again); null: nothing to tell
GO
update alerts set last_seen_at = raised_at, cleared_at = raised_at;
-- Whether it stands, and the range that is locked while that is asked.
create index ix_alerts_standing on alerts (kind, subject) where cleared_at is null;
-- What somebody is to be told of.
create index ix_alerts_tell on alerts (tell_at) where tell_at is not null;

-- Who was told of an alert, and how that went.
create table alert_notices (
    id bigint identity not null,
    alert_id bigint not null,
    notice_id nvarchar(64) collate Latin1_General_100_BIN2 not null,    -- the webhook-id: the same at every try
    news nvarchar(16) collate Latin1_General_100_BIN2 not null,
    channel nvarchar(16) collate Latin1_General_100_BIN2 not null,
    target nvarchar(64) collate Latin1_General_100_BIN2 not null,       -- the webhook's name, or the phone, masked
    outbound_id bigint null,
    created_at datetime2(3) not null,
    due_at datetime2(3) null,                           -- the next try; null: none is left to make
    attempts int not null constraint df_alert_notices_attempts default 0,
    told_at datetime2(3) null,
    failed_at datetime2(3) null,
    error nvarchar(400) null,
    constraint pk_alert_notices primary key (id),
    constraint fk_alert_notices_alert foreign key (alert_id) references alerts (id),
    constraint fk_alert_notices_outbound foreign key (outbound_id) references outbound_messages (id),
    constraint ck_alert_notices_news check (news in ('raised', 'reminded', 'cleared')),
    constraint ck_alert_notices_channel check (channel in ('webhook', 'sms'))
);
-- A notice is known by its id wherever it is told.
create unique index ux_alert_notices_notice on alert_notices (notice_id);
-- What was told of one alert.
create index ix_alert_notices_alert on alert_notices (alert_id);
-- The webhooks that are still to be told.
create index ix_alert_notices_due on alert_notices (due_at) where due_at is not null;

-- What only the host itself knows: webhooks refused, its spool.
alter table hosts add facts nvarchar(2000) null;
alter table hosts add facts_at datetime2(3) null;

-- For a text that no template writes: its words.
alter table outbound_messages add words nvarchar(400) null;
