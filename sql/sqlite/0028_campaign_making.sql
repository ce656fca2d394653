-- Making a campaign: which columns its list has, and what of a row is wrong.
alter table campaigns add column list_columns text;             -- that a text may show, parted by commas; null: not known
alter table campaign_recipients add column about text;          -- what of the row the reason is about, in words
