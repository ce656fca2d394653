-- GiveBackAsync
update staff set card_misses = card_misses - 1 where id = @staff and card_misses > 0
GO

-- TakeAsync
select card_misses_since from staff where id = @staff
GO

-- TakeAsync
update staff set
    card_misses = case when card_misses_since > @windowStart then card_misses + 1 else 1 end,
    card_misses_since = case when card_misses_since > @windowStart then card_misses_since else @now end
where id = @staff
    and (card_misses_since is null or card_misses_since <= @windowStart or card_misses < @MostMisses)
GO
