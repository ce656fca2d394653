-- AllAsync
select h.id, h.name, h.started_at, h.seen_at, r.role, r.lease_until
from hosts h left join host_roles r on r.holder = h.id
order by h.started_at, h.id, r.role
GO
