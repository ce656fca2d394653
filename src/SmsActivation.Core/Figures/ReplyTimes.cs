using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Figures;

/// <summary>From a text's arrival until the carrier had its reply: of the last hour's texts, and of those at most the last
/// 2,000 whose reply was taken.</summary>
/// <param name="P50">Half of them took no longer; null when there was none.</param>
public sealed record ReplyTimes(int Replies, TimeSpan? P50, TimeSpan? P95, TimeSpan? P99)
{
    public const int Most = 2_000;
    public static readonly TimeSpan Span = TimeSpan.FromHours(1);

    internal static async Task<ReplyTimes> ReadAsync(Session session, DateTimeOffset now)
    {
        // A PASSWORD that was answered by a reply under way may be younger than that: it waited for nothing.
        var rows = await session.QueryAsync<Row>(
            $"""
            select i.received_at, o.sent_at
            from activation_log l
                join outbound_messages o on o.id = l.reply_id
                join inbound_messages i on i.id = l.inbound_id
            where l.at >= @since and o.sent_at >= i.received_at
            order by l.at desc, l.id desc {session.Dialect.First("@most")}
            """,
            new { since = now - Span, most = Most }
        );
        return Of([.. rows.Select(row => row.SentAt - row.ReceivedAt)]);
    }

    internal static ReplyTimes Of(IReadOnlyList<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return new ReplyTimes(sorted.Count, Within(0.50), Within(0.95), Within(0.99));

        // The nearest rank: one that was measured, and not something between two.
        TimeSpan? Within(double share) =>
            sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    private sealed class Row
    {
        public DateTimeOffset ReceivedAt { get; init; }
        public DateTimeOffset SentAt { get; init; }
    }
}
