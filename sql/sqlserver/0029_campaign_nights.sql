-- A campaign's text has an end: with its validity, or with the recipient's day. Who brought a list is known beside who wrote the words.
alter table outbound_messages add valid_until datetime2(3) null;    -- of a campaign's text: it does not leave later; null: not a campaign's
alter table campaigns add loaded_by nvarchar(128) collate Latin1_General_100_BIN2 null; -- whoever brought its list; null: nobody known, or none yet
