-- StandingAsync
select coalesce(sum(case when state = 'sending' then 0 else 1 end), 0) as waiting,
       coalesce(sum(case when state = 'sending' then 1 else 0 end), 0) as sending,
       (select count(*) from outbound_messages
        where campaign_id = @Id and state = 'sent' and passed_on_at is null and sent_at > @sentSince) as at_carrier
from outbound_messages
where campaign_id = @Id and state in ('queued', 'claimed', 'retry', 'sending')
GO
