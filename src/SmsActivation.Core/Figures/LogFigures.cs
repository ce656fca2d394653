using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Figures;

/// <summary>What became of the texts that were decided: minute by minute, hour by hour, and beside the week before.</summary>
/// <param name="LastHour">60 minutes, the one that runs now among them.</param>
/// <param name="LastWeek">168 hours, the one that runs now among them.</param>
/// <param name="Shares">Of <see cref="Day"/>, the most frequent first.</param>
public sealed record LogFigures(OutcomeSeries LastHour, OutcomeSeries LastWeek, IReadOnlyList<OutcomeShare> Shares)
{
    public const int Minutes = 60;
    public const int Hours = 168;

    /// <summary>What is compared with the week before, in hours: the one that runs now, as far as it has come, and the 23
    /// before it.</summary>
    public const int Day = 24;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    internal static async Task<LogFigures> ReadAsync(Session session, DateTimeOffset now)
    {
        var (minute, hour) = (Floor(now, Minute), Floor(now, Hour));
        var firstMinute = minute - ((Minutes - 1) * Minute);
        var firstHour = hour - Week - ((Day - 1) * Hour);
        var minutes = await MinutesAsync(session, firstMinute, minute + Minute);
        var hours = OutcomeSeries.Of(await HoursAsync(session, firstHour), firstHour, Hour, Hours + Day);
        // The hour of a week ago only as far as this one has come.
        var then = await RangeAsync(session, hour - Week, now - Week);
        return new LogFigures(
            OutcomeSeries.Of(minutes, firstMinute, Minute, Minutes),
            hours.Part(Day, Hours),
            OutcomeShare.Of(
                hours.Part(Hours, Day).Sums(),
                [
                    .. hours.Part(0, Day - 1).Sums(),
                    .. then.Select(count => KeyValuePair.Create(count.Outcome, count.Texts)),
                ]
            )
        );
    }

    private static Task<IReadOnlyList<OutcomeCount>> MinutesAsync(
        Session session,
        DateTimeOffset from,
        DateTimeOffset until
    ) =>
        session.QueryAsync<OutcomeCount>(
            """
            select substring(cast(at as nvarchar(30)), 1, 16) as since, outcome, count(*) as texts
            from activation_log where at >= @from and at < @until
            group by substring(cast(at as nvarchar(30)), 1, 16), outcome
            """,
            new { from, until }
        );

    /// <summary>What was counted for good, and the rows behind its mark: see <see cref="LogHours"/>. On the first day of this
    /// version there is no mark, and the rows are found by their time.</summary>
    private static async Task<IReadOnlyList<OutcomeCount>> HoursAsync(Session session, DateTimeOffset from) =>
        await LogHours.MarkAsync(session) is null
            ? await session.QueryAsync<OutcomeCount>(
                """
                select substring(cast(at as nvarchar(30)), 1, 13) as since, outcome, count(*) as texts
                from activation_log where at >= @from
                group by substring(cast(at as nvarchar(30)), 1, 13), outcome
                """,
                new { from }
            )
            : await session.QueryAsync<OutcomeCount>(
                """
                select hour as since, outcome, texts from log_hours where hour >= @hour
                union all
                select substring(cast(at as nvarchar(30)), 1, 13), outcome, count(*)
                from activation_log
                where id > (select up_to from log_marks where name = @Name)
                group by substring(cast(at as nvarchar(30)), 1, 13), outcome
                """,
                new { hour = OutcomeCount.Hour(from), LogHours.Name }
            );

    private static Task<IReadOnlyList<OutcomeCount>> RangeAsync(
        Session session,
        DateTimeOffset from,
        DateTimeOffset until
    ) =>
        session.QueryAsync<OutcomeCount>(
            "select outcome, count(*) as texts from activation_log where at >= @from and at < @until group by outcome",
            new { from, until }
        );

    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan step) =>
        time.AddTicks(-(time.UtcTicks % step.Ticks));
}
