-- OfAsync
select x.name, x.state, sum(x.shared) as shared, sum(x.texted) as texted, sum(x.held_out) as held_out
from (
    select g.name, g.state,
        case when o.state = 'Control' then 0 else 1 end as shared,
        case when o.fed_at > @textedSince then 1 else 0 end as texted,
        case when o.state = 'Control' then 1 else 0 end as held_out
    from campaigns g join campaign_recipients o on o.campaign_id = g.id
    where g.id not in (@Id, @corrected)
        and (g.corrects_first is null or g.corrects_first not in (@Id, @corrected))
        -- said of campaigns alone, so that the lists of old ones are not read
        and (g.state in ('Ready', 'Running', 'Paused') or g.ended_at > @lately)
        and (
            (g.state in ('Ready', 'Running', 'Paused') and o.state in ('Waiting', 'Fed'))
            or (g.state in ('Done', 'Stopped') and g.ended_at > @textedSince
                and o.state = 'Fed' and o.fed_at > @textedSince)
            or (@corrected = 0 and o.state = 'Control' and o.reason is null
                and (g.state in ('Running', 'Paused') or g.ended_at > @comparedSince)))
        and exists (
            select 1 from campaign_recipients r
            where r.campaign_id = @Id and r.phone = o.phone and r.state = 'Waiting')) x
group by x.name, x.state order by x.name
GO
