using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Activation;

/// <summary>What happened to neighbouring card numbers. Whoever tries them one by one, from however many phones, is
/// noticed by it, and told nothing from then on.</summary>
internal static class NumberRanges
{
    private const int SignsLeftOpen = 4;

    /// <summary>A number and its neighbours: its last four signs left open.</summary>
    public static string Of(string number) => number[..^SignsLeftOpen] + new string('*', SignsLeftOpen);

    public static async Task<bool> IsGuardedAsync(Session session, IEnumerable<string> numbers, DateTimeOffset now)
    {
        foreach (var range in numbers.Select(Of).Distinct())
        {
            var guarded = await session.ScalarAsync<long>(
                "select count(*) from number_ranges where number_range = @range and guarded_until > @now",
                new { range, now }
            );
            if (guarded > 0)
                return true;
        }
        return false;
    }

    /// <summary>Counts what an outcome did among its neighbours; answers with the ranges that are guarded from now
    /// on.</summary>
    public static async Task<IReadOnlyList<string>> CountAsync(
        Session session,
        ActivationOutcome outcome,
        ActivationLimits limits,
        DateTimeOffset now
    )
    {
        var newlyGuarded = new List<string>();
        foreach (var misses in outcome.TriedNumbers.GroupBy(Of))
            if (await CountAsync(session, misses.Key, misses.Count(), activations: 0, limits, now))
                newlyGuarded.Add(misses.Key);
        if (outcome is { Activation: not null, CardNumber: { } activated })
            if (await CountAsync(session, Of(activated), misses: 0, activations: 1, limits, now))
                newlyGuarded.Add(Of(activated));
        return newlyGuarded;
    }

    private static async Task<bool> CountAsync(
        Session session,
        string range,
        int misses,
        int activations,
        ActivationLimits limits,
        DateTimeOffset now
    )
    {
        var parameters = new
        {
            range,
            misses,
            activations,
            now,
            windowStart = now - limits.Window,
            until = now + limits.Window,
            mostMisses = limits.RangeMisses,
            mostActivations = limits.RangeActivations,
        };
        const string count = """
            update number_ranges set
                misses = case when misses_since > @windowStart then misses + @misses else @misses end,
                misses_since = case when misses_since > @windowStart then misses_since else @now end,
                activations = case
                    when activations_since > @windowStart then activations + @activations
                    else @activations end,
                activations_since = case when activations_since > @windowStart then activations_since else @now end
            where number_range = @range
            """;
        if (await session.ExecuteAsync(count, parameters) == 0)
        {
            var begun = await session.TryInsertAsync(
                """
                insert into number_ranges (number_range, misses, misses_since, activations, activations_since)
                values (@range, @misses, @now, @activations, @now)
                """,
                parameters
            );
            if (!begun)
                await session.ExecuteAsync(count, parameters);
        }
        return await session.ExecuteAsync(
                """
                update number_ranges set guarded_until = @until
                where number_range = @range and (guarded_until is null or guarded_until <= @now)
                    and (misses >= @mostMisses or activations >= @mostActivations)
                """,
                parameters
            ) > 0;
    }
}
