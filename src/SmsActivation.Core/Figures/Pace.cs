using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Figures;

/// <summary>How fast texts were decided and replies taken in the last minutes, and with that, how long those in line will
/// wait.</summary>
/// <param name="Decided">Texts a second.</param>
/// <param name="Taken">Replies a second.</param>
/// <param name="Tries">Of sends that ended, at most the last 1,000.</param>
/// <param name="OurFault">Of them, those that the carrier refused because of our account, key or number.</param>
/// <param name="NotTaken">Of them, those that never got through, or got no clear answer.</param>
public sealed record Pace(double Decided, double Taken, int Tries, int OurFault, int NotTaken)
{
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(5);
    public const int MostTries = 1_000;

    /// <summary>A reply that does not get through is tried every five minutes at least: one of its tries is among
    /// these.</summary>
    public static readonly TimeSpan TriesSpan = TimeSpan.FromMinutes(6);

    // Where no line forms, the pace is that of the customers and says nothing of ours.
    private static readonly TimeSpan NoLine = TimeSpan.FromSeconds(5);
    private const int FewInLine = 10;

    /// <summary>How long the last in line will wait. Zero when there is no line worth the name: fewer than ten, or the first
    /// of them came within five seconds. Null when nothing moves, so that nobody can tell.</summary>
    public static TimeSpan? Wait(int waiting, TimeSpan? first, double perSecond) =>
        waiting < FewInLine || first is not { } age || age < NoLine ? TimeSpan.Zero
        : perSecond > 0 ? TimeSpan.FromSeconds(waiting / perSecond)
        : null;

    internal static async Task<Pace> ReadAsync(Session session, DateTimeOffset now)
    {
        var decided = await session.ScalarAsync<int>(
            "select count(*) from activation_log where at >= @since",
            new { since = now - Span }
        );
        // The newest by id: no index is kept for the time of a try.
        var tries = await session.FirstAsync<TriesRow>(
            $"""
            select count(*) as tries,
                   coalesce(sum(case when t.result = 'accepted' then 1 else 0 end), 0) as taken,
                   coalesce(sum(case when t.result = 'our-fault' then 1 else 0 end), 0) as our_fault,
                   coalesce(sum(case when t.result in ('not-processed', 'ambiguous') then 1 else 0 end), 0) as not_taken,
                   min(t.started_at) as since
            from (
                select started_at, result from send_attempts
                order by id desc {session.Dialect.First("@most")}) t
            where t.started_at >= @since and t.result is not null
            """,
            new { since = now - TriesSpan, most = MostTries }
        );
        // A full thousand may all be younger than that: they tell of their own time only.
        var span = tries!.Tries == MostTries ? now - tries.Since!.Value : TriesSpan;
        return new Pace(
            decided / Span.TotalSeconds,
            tries.Taken / Math.Max(span.TotalSeconds, 1),
            tries.Tries,
            tries.OurFault,
            tries.NotTaken
        );
    }

    private sealed class TriesRow
    {
        public int Tries { get; init; }
        public int Taken { get; init; }
        public int OurFault { get; init; }
        public int NotTaken { get; init; }
        public DateTimeOffset? Since { get; init; }
    }
}
