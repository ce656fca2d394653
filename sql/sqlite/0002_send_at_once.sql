-- Whether a phone has a reply waiting: then a new one must not overtake it.
create index ix_outbound_waiting on outbound_messages (sender) where state in ('queued', 'retry');
