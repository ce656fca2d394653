-- The exact words of each version: what somebody agreed to stays readable after the text has changed.
create table consent_texts (
    id integer primary key,
    kind text not null check (kind in ('service', 'marketing')),
    version text not null,
    language text not null,
    text text not null,
    created_at text not null
);
create unique index ux_consent_texts on consent_texts (kind, version, language);

alter table consents add language text;     -- in which it was agreed to; null in rows older than this column
create unique index ux_consents_marketing on consents (member_id) where kind = 'marketing' and revoked_at is null;
