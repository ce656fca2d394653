-- SpeakAsync
update members set language = @language where id = @member and (language is null or language <> @language)
GO
