using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Privacy;

/// <summary>Rows of one phone in the tables that no index finds it in.</summary>
internal sealed record PersonTraces(
    IReadOnlyList<long> Texts,
    IReadOnlyList<long> Replies,
    IReadOnlyList<long> HolderOf,
    long LastText,
    long LastReply
)
{
    private const int MostInOneStatement = 500;

    public static async Task<PersonTraces> FindAsync(Session session, string phone)
    {
        var last = await session.FirstAsync<LastRow>(
            """
            select (select coalesce(max(id), 0) from inbound_messages) as text,
                   (select coalesce(max(id), 0) from outbound_messages) as reply
            """
        );
        return new PersonTraces(
            await TextsAsync(session, phone, after: 0),
            await RepliesAsync(session, phone, after: 0),
            await session.QueryAsync<long>("select id from cards where holder_phone = @phone", new { phone }),
            last!.Text,
            last.Reply
        );
    }

    /// <summary>With what came since it was read: rows are only ever added at the end.</summary>
    public async Task<PersonTraces> WithNewerAsync(Session session, string phone) =>
        this with
        {
            Texts = [.. Texts, .. await TextsAsync(session, phone, LastText)],
            Replies = [.. Replies, .. await RepliesAsync(session, phone, LastReply)],
        };

    /// <summary>In pieces that each engine takes; answers with the sum.</summary>
    public static async Task<int> ForEachAsync(IEnumerable<long> ids, Func<long[], Task<int>> change)
    {
        var sum = 0;
        foreach (var some in ids.Chunk(MostInOneStatement))
            sum += await change(some);
        return sum;
    }

    private static Task<IReadOnlyList<long>> TextsAsync(Session session, string phone, long after) =>
        session.QueryAsync<long>(
            "select id from inbound_messages where id > @after and sender = @phone",
            new { phone, after }
        );

    private static Task<IReadOnlyList<long>> RepliesAsync(Session session, string phone, long after) =>
        session.QueryAsync<long>(
            "select id from outbound_messages where id > @after and sender = @phone",
            new { phone, after }
        );

    private sealed class LastRow
    {
        public long Text { get; init; }
        public long Reply { get; init; }
    }
}
