-- The texts that staff published over those of the files. No row is ever changed: a text's highest version holds.
create table reply_texts (
    id integer primary key,
    language text not null,
    template text not null,
    version integer not null,               -- of this one text, from 1 on
    text text,                              -- null: the file's text holds again
    published_at text not null,
    published_by text not null,             -- their name on that day
    note text not null
);
-- Of two editors who had the same version before them, the second's insert fails.
create unique index ux_reply_texts on reply_texts (language, template, version);
