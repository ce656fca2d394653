-- Which phone asked for no more texts from which sender of ours, and when that ended. Marketing rests while any of a channel
-- stands; a conversation's sms_opted_out_at says so in short.
create table opt_outs (
    id bigint identity not null,
    phone nvarchar(64) collate Latin1_General_100_BIN2 not null,
    channel nvarchar(16) collate Latin1_General_100_BIN2 not null,
    ours nvarchar(64) collate Latin1_General_100_BIN2 not null, -- the number of ours that was texted, or that the carrier refused; empty where unknown
    source nvarchar(128) collate Latin1_General_100_BIN2 not null,  -- the text, as 'sms:SM…', or 'carrier:21610'
    opted_out_at datetime2(3) not null,
    ended_at datetime2(3) null,
    ended_by nvarchar(128) collate Latin1_General_100_BIN2 null,    -- the text
    constraint pk_opt_outs primary key (id)
);
-- A second STOP to the same sender changes nothing.
create unique index ux_opt_outs_open on opt_outs (phone, channel, ours) where ended_at is null;
-- A phone's story, and what an old list may not bring back.
create index ix_opt_outs_phone on opt_outs (phone);
GO
insert into opt_outs (phone, channel, ours, source, opted_out_at)
select sender, 'sms', '', 'earlier', sms_opted_out_at from conversations where sms_opted_out_at is not null;
insert into opt_outs (phone, channel, ours, source, opted_out_at)
select sender, 'whatsapp', '', 'earlier', whatsapp_opted_out_at from conversations where whatsapp_opted_out_at is not null;

-- How a consent ended, and whether START brings it back.
alter table phone_consents add revoked_by nvarchar(256) collate Latin1_General_100_BIN2 null;
alter table phone_consents add may_resume bit not null constraint df_phone_consents_may_resume default 0;
alter table phone_consents add resumed_at datetime2(3) null;    -- of a row that START made of one that a STOP had ended
alter table phone_consents add resumed_by nvarchar(256) collate Latin1_General_100_BIN2 null;
alter table consents add revoked_by nvarchar(256) collate Latin1_General_100_BIN2 null;
alter table consents add may_resume bit not null constraint df_consents_may_resume default 0;
GO
-- Those that were given before a STOP which stands ended with it.
update phone_consents set
    revoked_at = (select o.opted_out_at from opt_outs o where o.phone = phone_consents.phone and o.channel = 'sms'),
    revoked_by = 'earlier', may_resume = 1
where revoked_at is null and exists (
    select 1 from opt_outs o
    where o.phone = phone_consents.phone and o.channel = 'sms' and o.opted_out_at >= phone_consents.given_at);
update consents set
    revoked_at = (
        select o.opted_out_at from opt_outs o join members m on m.phone = o.phone
        where m.id = consents.member_id and o.channel = 'sms'),
    revoked_by = 'earlier', may_resume = 1
where kind = 'marketing' and revoked_at is null and exists (
    select 1 from opt_outs o join members m on m.phone = o.phone
    where m.id = consents.member_id and o.channel = 'sms' and o.opted_out_at >= consents.given_at);
