-- Making a campaign: which columns its list has, and what of a row is wrong.
alter table campaigns add list_columns nvarchar(max) null;      -- that a text may show, parted by commas; null: not known
alter table campaign_recipients add about nvarchar(200) null;   -- what of the row the reason is about, in words
alter table staged_campaign_recipients add about nvarchar(200) null;
