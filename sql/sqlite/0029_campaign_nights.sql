-- A campaign's text has an end: with its validity, or with the recipient's day. Who brought a list is known beside who wrote the words.
alter table outbound_messages add column valid_until text;      -- of a campaign's text: it does not leave later; null: not a campaign's
alter table campaigns add column loaded_by text;                -- whoever brought its list; null: nobody known, or none yet
