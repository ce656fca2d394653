using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Inbox;

/// <summary>What became of a webhook's text: both are answered 200.</summary>
public enum Accepted
{
    New,
    SeenBefore,
}

/// <summary>The durable inbox. Accepting is one insert; the message's own SID is the check for redeliveries.</summary>
public sealed class InboxStore(IDatabase database)
{
    private const string Insert = """
        insert into inbound_messages
            (sid, sender, channel, from_address, to_address, body, holds_password, media_count,
             opt_out_type, received_at, swept, state)
        values
            (@Sid, @Sender, @channel, @From, @To, @Body, @HoldsPassword, @MediaCount,
             @OptOutType, @ReceivedAt, @Swept, 'new')
        """;

    /// <exception cref="Exception">The text is not known to be on disk: the carrier must be told to come again.</exception>
    public Task<Accepted> AcceptAsync(InboundText text) =>
        database.WriteAsync(
            session => InsertAsync(session, text),
            settle: async session =>
                await session.ScalarAsync<long>("select count(*) from inbound_messages where sid = @Sid", text) > 0
                    ? new Settled<Accepted>(Accepted.New)
                    : null,
            urgent: true
        );

    /// <summary>Texts that waited elsewhere, in one transaction and in their order; how many were new.</summary>
    public Task<int> AcceptAllAsync(IReadOnlyList<InboundText> texts) =>
        database.WriteAsync(async session =>
        {
            var added = 0;
            foreach (var text in texts)
                added += await InsertAsync(session, text) == Accepted.New ? 1 : 0;
            return added;
        });

    /// <summary>Which of these SIDs are in the inbox; at most 500 of them.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> sids) =>
        sids.Count == 0
            ? new HashSet<string>()
            : (
                await database.ReadAsync(session =>
                    session.QueryAsync<string>("select sid from inbound_messages where sid in @sids", new { sids })
                )
            ).ToHashSet(StringComparer.Ordinal);

    private static async Task<Accepted> InsertAsync(Session session, InboundText text) =>
        await session.TryInsertAsync(
            Insert,
            new
            {
                text.Sid,
                text.Sender,
                channel = text.Channel.Word(),
                text.From,
                text.To,
                text.Body,
                text.HoldsPassword,
                text.MediaCount,
                text.OptOutType,
                text.ReceivedAt,
                text.Swept,
            }
        )
            ? Accepted.New
            : Accepted.SeenBefore;
}
