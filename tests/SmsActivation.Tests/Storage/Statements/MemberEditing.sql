-- SpeakAsync
update members set language = @language
where id = @member and coalesce(language, '') <> coalesce(@language, '')
GO
