-- Which phone asked for no more texts from which sender of ours, and when that ended. Marketing rests while any of a channel
-- stands; a conversation's sms_opted_out_at says so in short.
create table opt_outs (
    id integer primary key autoincrement,
    phone text not null,
    channel text not null,
    ours text not null,                 -- the number of ours that was texted, or that the carrier refused; empty where unknown
    source text not null,               -- the text, as 'sms:SM…', or 'carrier:21610'
    opted_out_at text not null,
    ended_at text,
    ended_by text                       -- the text
);
create unique index ux_opt_outs_open on opt_outs (phone, channel, ours) where ended_at is null;
create index ix_opt_outs_phone on opt_outs (phone);
insert into opt_outs (phone, channel, ours, source, opted_out_at)
select sender, 'sms', '', 'earlier', sms_opted_out_at from conversations where sms_opted_out_at is not null;
insert into opt_outs (phone, channel, ours, source, opted_out_at)
select sender, 'whatsapp', '', 'earlier', whatsapp_opted_out_at from conversations where whatsapp_opted_out_at is not null;

-- How a consent ended, and whether START brings it back.
alter table phone_consents add column revoked_by text;
alter table phone_consents add column may_resume integer not null default 0;
alter table phone_consents add column resumed_at text;      -- of a row that START made of one that a STOP had ended
alter table phone_consents add column resumed_by text;
alter table consents add column revoked_by text;
alter table consents add column may_resume integer not null default 0;

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
