-- HistoryAsync
select id, language, template, version, text, published_at, published_by, note from reply_texts where language = @language and template = @template order by version desc
GO

-- NewerThanAsync
select count(*) from reply_texts
GO

-- NewerThanAsync
select id, language, template, version, text, published_at, published_by, note from reply_texts order by version desc
GO

-- PublishAsync
insert into reply_texts (language, template, version, text, published_at, published_by, note)
values (@Language, @template, @version, @Text, @now, @by, @note)
GO

-- PublishAsync
select id, language, template, version, text, published_at, published_by, note from reply_texts with (updlock, holdlock) where language = @Language order by version desc
GO
