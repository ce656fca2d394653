-- TakenByAsync
select name, keyword from campaigns
where keyword is not null and (state not in ('Stopped', 'Done') or ended_at >= @since)
order by id
GO
