using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Delivery;

/// <summary>A text whose last report did not come.</summary>
public sealed record UnreportedText(long Id, string Sid);

/// <summary>Which texts to ask the carrier about: 15 minutes after they were sent, then at two hours, then daily.</summary>
public sealed class DeliveryPolls(IDatabase database)
{
    public static readonly TimeSpan First = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Second = TimeSpan.FromHours(2);
    private static readonly TimeSpan Then = TimeSpan.FromDays(1);

    /// <summary>Some networks never report: after this, nobody learns more by asking.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Claims texts that are due, each by setting its next look.</summary>
    public Task<IReadOnlyList<UnreportedText>> ClaimAsync(int most, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var due = await session.QueryAsync<DueRow>(
                $"""
                select id, sid, sent_at, poll_at, polls from outbound_messages
                where state = 'sent' and poll_at <= @now
                order by poll_at {session.Dialect.First("@most")}
                """,
                new { now, most }
            );
            var claimed = new List<UnreportedText>();
            foreach (var row in due)
            {
                var taken = await session.ExecuteAsync(
                    """
                    update outbound_messages set poll_at = @next, polls = polls + 1
                    where id = @Id and state = 'sent' and poll_at = @PollAt
                    """,
                    new
                    {
                        row.Id,
                        row.PollAt,
                        next = Next(row, now),
                    }
                );
                if (taken > 0 && row.Sid is { } sid)
                    claimed.Add(new UnreportedText(row.Id, sid));
            }
            return (IReadOnlyList<UnreportedText>)claimed;
        });

    /// <summary>The carrier did not answer.</summary>
    public Task<int> PutOffAsync(UnreportedText text, DateTimeOffset until) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update outbound_messages set poll_at = @until, polls = polls - 1
                where id = @Id and state = 'sent' and polls > 0
                """,
                new { text.Id, until }
            )
        );

    private static DateTimeOffset? Next(DueRow row, DateTimeOffset now)
    {
        if (now - row.SentAt > Longest)
            return null;
        var second = row.SentAt + Second;
        return row.Polls == 0 && second > now ? second : now + Then;
    }

    private sealed class DueRow
    {
        public long Id { get; init; }
        public string? Sid { get; init; }
        public DateTimeOffset SentAt { get; init; }
        public DateTimeOffset PollAt { get; init; }
        public int Polls { get; init; }
    }
}
