-- EnsureAsync
insert into conversations (sender, created_at)
select @phone, @now where not exists (
    select 1 from conversations with (updlock, holdlock) where sender = @phone)
GO
