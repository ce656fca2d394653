-- WriteAsync
select username from members where id = @member
GO
