-- A member's links, the ended ones too: the index of their slots has those in force only.
create index ix_card_links_member on card_links (member_id);
