-- What staff send: no row of the log leads to it, and what it makes good is made good once, whoever presses the button.
alter table outbound_messages add by_staff bit not null constraint df_outbound_by_staff default 0;
alter table outbound_messages add instead_of bigint null;   -- the text that did not arrive, and that this one makes good
GO
-- The check for two people who mend one text at once.
create unique index ux_outbound_instead_of on outbound_messages (instead_of) where instead_of is not null;
-- A phone's story.
create index ix_outbound_by_staff on outbound_messages (sender, id) where by_staff = 1;
