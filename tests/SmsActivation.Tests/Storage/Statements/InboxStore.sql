-- AcceptAsync
select count(*) from inbound_messages where sid = @Sid
GO

-- InsertAsync
insert into inbound_messages
    (sid, sender, channel, from_address, to_address, body, holds_password, media_count,
     opt_out_type, received_at, swept, state)
values
    (@Sid, @Sender, @channel, @From, @To, @Body, @HoldsPassword, @MediaCount,
     @OptOutType, @ReceivedAt, @Swept, 'new')
GO

-- KnownAsync
select sid from inbound_messages where sid in @sids
GO
