-- The texts that staff published over those of the files. No row is ever changed: a text's highest version holds.
create table reply_texts (
    id bigint identity not null,
    language nvarchar(16) collate Latin1_General_100_BIN2 not null,
    template nvarchar(64) collate Latin1_General_100_BIN2 not null,
    version int not null,                                               -- of this one text, from 1 on
    text nvarchar(1000) collate Latin1_General_100_BIN2 null,           -- null: the file's text holds again
    published_at datetime2(3) not null,
    published_by nvarchar(100) collate Latin1_General_100_BIN2 not null, -- their name on that day
    note nvarchar(400) collate Latin1_General_100_BIN2 not null,
    constraint pk_reply_texts primary key (id)
);
-- Of two editors who had the same version before them, the second's insert fails.
create unique index ux_reply_texts on reply_texts (language, template, version);
