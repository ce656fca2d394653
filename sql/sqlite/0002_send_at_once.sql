-- Whether something of a phone is under way: then a new reply must not overtake it.
create index ix_outbound_open on outbound_messages (sender)
    where state in ('queued', 'claimed', 'sending', 'retry', 'unknown');
