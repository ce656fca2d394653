-- PagesAsync
select id, number, case when code_hash is null then 0 else 1 end as has_code from cards
where batch = @batch and id > @after and state in ('Prepared', 'Issued')
order by id offset 0 rows fetch next @rows rows only
GO
