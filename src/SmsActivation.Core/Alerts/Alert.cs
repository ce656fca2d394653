using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Alerts;

/// <param name="Subject">What it is about: a card's number, a range of numbers, a day, the name of a key, a target or a
/// host, an outcome; empty where its kind says all.</param>
/// <param name="Figure">What the kind counts: texts, sends, percent or minutes.</param>
/// <param name="Usual">What the figure usually is.</param>
public sealed record Alert(AlertKind Kind, string Subject, long? Figure = null, long? Usual = null)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Has it stand from now on, to be told by the next pass; false when it stood already.</summary>
    internal static async Task<bool> RaiseAsync(Session session, Alert alert, DateTimeOffset now)
    {
        var row = new
        {
            kind = alert.Kind.ToString(),
            alert.Subject,
            alert.Figure,
            alert.Usual,
            now,
            seenBefore = now - SeenEvery,
        };
        var raised = await session.ExecuteAsync(
            $"""
            insert into alerts (kind, subject, raised_at, last_seen_at, figure, usual, tell_at)
            select @kind, @Subject, @now, @now, @Figure, @Usual, @now
            where not exists (
                select 1 from alerts{session.Dialect.Alone}
                where kind = @kind and subject = @Subject and cleared_at is null)
            """,
            row
        );
        if (raised == 0)
            // To the minute: a card that many try is no hot row.
            await session.ExecuteAsync(
                """
                update alerts set last_seen_at = @now
                where kind = @kind and subject = @Subject and cleared_at is null and last_seen_at <= @seenBefore
                """,
                row
            );
        return raised > 0;
    }
}
