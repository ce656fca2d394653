-- CountAsync
insert into number_ranges (number_range, misses, misses_since, activations, activations_since)
values (@range, @misses, @now, @activations, @now)
GO

-- CountAsync
update number_ranges set
    misses = case when misses_since > @windowStart then misses + @misses else @misses end,
    misses_since = case when misses_since > @windowStart then misses_since else @now end,
    activations = case
        when activations_since > @windowStart then activations + @activations
        else @activations end,
    activations_since = case when activations_since > @windowStart then activations_since else @now end
where number_range = @range
GO

-- CountAsync
update number_ranges set guarded_until = @until
where number_range = @range and (guarded_until is null or guarded_until <= @now)
    and (misses >= @mostMisses or activations >= @mostActivations)
GO

-- IsGuardedAsync
select count(*) from number_ranges where number_range = @range and guarded_until > @now
GO
