using SmsActivation.Core.Privacy;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Inbox;

/// <summary>Hands a sender's unfinished texts to one worker at a time, so that two texts of one phone never race.</summary>
/// <param name="optOuts">A new sender may be one that was erased, and had opted out.</param>
public sealed class ClaimStore(IDatabase database, OptOutKey? optOuts = null)
{
    private const int MostTextsAtOnce = 10;

    /// <summary>From here on a text whose holder died waits before it is taken in hand again.</summary>
    private const int LivesBeforeRest = 2;
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1 << InboxOptions.MostAttempts);

    private readonly OptOutKey _optOuts = optOuts ?? new OptOutKey(key: null);

    /// <summary>Claims up to <paramref name="most"/> conversations that have work and whose lease is free.</summary>
    public Task<IReadOnlyList<ConversationLease>> ClaimAsync(int most, TimeSpan lease, DateTimeOffset now)
    {
        IReadOnlyList<ConversationLease> claimed = [];
        return database.WriteAsync(
            async session => claimed = await ClaimAsync(session, most, lease, now),
            // Claimed by a commit that only seemed to fail they would wait for the lease, and have lost an attempt.
            settle: async session =>
                claimed is [] || await IsHeldAsync(session, claimed[0])
                    ? new Settled<IReadOnlyList<ConversationLease>>(claimed)
                    : null
        );
    }

    private async Task<IReadOnlyList<ConversationLease>> ClaimAsync(
        Session session,
        int most,
        TimeSpan lease,
        DateTimeOffset now
    )
    {
        var firsts = await session.QueryAsync<FirstRow>(
            $"""
            select i.id, i.sid, i.sender, i.channel, i.from_address, i.to_address, i.body, i.holds_password,
                   i.media_count, i.opt_out_type, i.received_at, i.swept, i.attempts, i.state,
                   case when c.sender is null then 1 else 0 end as is_new_sender,
                   case when exists (
                       select 1 from inbound_messages n
                       where n.sender = i.sender and n.done_at is null and n.id > i.id) then 1 else 0 end as has_more
            from inbound_messages i{session.Dialect.Claimed} left join conversations c on c.sender = i.sender
            where i.done_at is null and (c.lease_until is null or c.lease_until <= @now)
                and not exists (   -- each sender once, lest one with a long backlog hide all others
                    select 1 from inbound_messages e
                    where e.sender = i.sender and e.done_at is null and e.id < i.id)
            order by i.id {session.Dialect.First("@most")}
            """,
            new { now, most }
        );
        var leases = new List<ConversationLease>();
        foreach (var first in firsts)
        {
            if (first.LostItsHolder && first.Attempts >= LivesBeforeRest)
            {
                await SpreadAsync(session, first, now);
                continue;
            }
            var token = Guid.NewGuid().ToString("N");
            if (!await TakeLeaseAsync(session, first, token, now + lease, now))
                continue;
            if (await TakeTextsAsync(session, first, token) is not { } texts)
            {
                await FreeAsync(session, first.Sender, token);
                continue;
            }
            leases.Add(new ConversationLease(first.Sender, token, texts));
        }
        return leases;
    }

    /// <summary>Ends a lease; texts it still holds go back to the queue, with their attempt where
    /// <paramref name="giveAttemptsBack"/> (a stop is nobody's fault).</summary>
    public Task<int> ReleaseAsync(ConversationLease lease, bool giveAttemptsBack) =>
        database.WriteAsync(async session =>
        {
            var released = await FreeAsync(session, lease.Sender, lease.Token);
            return released == 0 ? 0 : await BackToQueueAsync(session, lease, giveAttemptsBack ? 1 : 0);
        });

    /// <summary>After a fault: the texts go back as they are and their sender rests until <paramref name="until"/>.</summary>
    /// <param name="giveAttemptsBack">The fault was not the texts'.</param>
    public Task<int> RestAsync(ConversationLease lease, DateTimeOffset until, bool giveAttemptsBack) =>
        database.WriteAsync(async session =>
        {
            var kept = await session.ExecuteAsync(
                "update conversations set lease_until = @until where sender = @Sender and lease_token = @Token",
                new
                {
                    lease.Sender,
                    lease.Token,
                    until,
                }
            );
            return kept == 0 ? 0 : await BackToQueueAsync(session, lease, giveAttemptsBack ? 1 : 0);
        });

    /// <summary>The same for a fault that was the database's, once it is back: it costs no text an attempt, also where the
    /// lease ran out meanwhile and another has them.</summary>
    public Task<int> GiveBackAsync(ConversationLease lease, DateTimeOffset until) =>
        database.WriteAsync(async session =>
        {
            var kept = await session.ExecuteAsync(
                "update conversations set lease_until = @until where sender = @Sender and lease_token = @Token",
                new
                {
                    lease.Sender,
                    lease.Token,
                    until,
                }
            );
            if (kept > 0)
                return await BackToQueueAsync(session, lease, attemptsBack: 1);
            var back = 0;
            foreach (var text in lease.Texts)
                back += await session.ExecuteAsync(
                    """
                    update inbound_messages set attempts = attempts - 1
                    where id = @Id and state in ('new', 'working') and done_at is null and attempts >= @Attempt
                    """,
                    text
                );
            return back;
        });

    /// <summary>For a host that is alone on its database: whatever is leased was its predecessor's. The texts stay marked
    /// as in hand, so that the next claim sees which of them lost their holder. How many senders are free again.</summary>
    public Task<int> TakeBackAllAsync(DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update conversations set lease_until = null, lease_token = null
                where lease_token is not null or lease_until > @latest   -- no rest is longer: another clock's
                """,
                new { latest = now + LongestRest }
            )
        );

    private static async Task<bool> IsHeldAsync(Session session, ConversationLease lease) =>
        await session.ScalarAsync<long>(
            "select count(*) from conversations where sender = @Sender and lease_token = @Token",
            new { lease.Sender, lease.Token }
        ) > 0;

    /// <summary>One of the texts in hand may be what kills its hosts, and nothing tells which. From its second lost life on
    /// each rests for a time of its own, twice as long after each: so they part, the harmless ones are done while the
    /// others rest, and only what kills again and again comes to its last attempt.</summary>
    private static async Task SpreadAsync(Session session, FirstRow first, DateTimeOffset now)
    {
        var longest = TimeSpan.FromSeconds(1 << Math.Min(first.Attempts, InboxOptions.MostAttempts));
        var rests = await session.ExecuteAsync(
            """
            update conversations set lease_until = @until, lease_token = null
            where sender = @Sender and (lease_until is null or lease_until <= @now)
            """,
            new
            {
                first.Sender,
                until = now + (longest * Random.Shared.NextDouble()),
                now,
            }
        );
        if (rests > 0)
            await session.ExecuteAsync(
                """
                update inbound_messages set state = 'new', lease_token = null
                where sender = @Sender and state = 'working' and done_at is null
                """,
                first
            );
    }

    private async Task<bool> TakeLeaseAsync(
        Session session,
        FirstRow first,
        string token,
        DateTimeOffset until,
        DateTimeOffset now
    )
    {
        var parameters = new
        {
            first.Sender,
            token,
            until,
            now,
        };
        if (first.IsNewSender)
        {
            var isNew = await session.TryInsertAsync(
                """
                insert into conversations (sender, lease_until, lease_token, created_at)
                values (@Sender, @until, @token, @now)
                """,
                parameters
            );
            if (isNew)
                await KeptOptOuts.GiveBackAsync(session, _optOuts, first.Sender);
            return isNew;
        }
        return await session.ExecuteAsync(
                $"""
                update conversations{session.Dialect.Claimed} set lease_until = @until, lease_token = @token
                where sender = @Sender and (lease_until is null or lease_until <= @now)
                """,
                parameters
            ) > 0;
    }

    /// <summary>The sender's oldest texts, in order. One that failed before is claimed alone, lest it take others with
    /// it. Null when another has finished some of them since they were read.</summary>
    private static async Task<IReadOnlyList<ClaimedText>?> TakeTextsAsync(Session session, FirstRow first, string token)
    {
        IReadOnlyList<TextRow> taken = first is { HasMore: true, Attempts: 0 }
            ? [.. (await OldestAsync(session, first.Sender)).TakeWhile(row => row.Attempts == 0)]
            : [first];
        var marked = await session.ExecuteAsync(
            """
            update inbound_messages set state = 'working', attempts = attempts + 1, lease_token = @token
            where sender = @Sender and id <= @last and state in ('new', 'working') and done_at is null
            """,
            new
            {
                first.Sender,
                token,
                last = taken[^1].Id,
            }
        );
        return marked < taken.Count
            ? null
            : [.. taken.Select(row => new ClaimedText(row.Id, row.Attempts + 1, row.ToText()))];
    }

    private static Task<IReadOnlyList<TextRow>> OldestAsync(Session session, string sender) =>
        session.QueryAsync<TextRow>(
            $"""
            select id, sid, sender, channel, from_address, to_address, body, holds_password, media_count, opt_out_type,
                   received_at, swept, attempts
            from inbound_messages
            where sender = @sender and done_at is null
            order by id {session.Dialect.First("@most")}
            """,
            new { sender, most = MostTextsAtOnce }
        );

    private static Task<int> FreeAsync(Session session, string sender, string token) =>
        session.ExecuteAsync(
            """
            update conversations set lease_until = null, lease_token = null
            where sender = @sender and lease_token = @token
            """,
            new { sender, token }
        );

    private static Task<int> BackToQueueAsync(Session session, ConversationLease lease, int attemptsBack) =>
        session.ExecuteAsync(
            """
            update inbound_messages set state = 'new', lease_token = null, attempts = attempts - @attemptsBack
            where sender = @Sender and state = 'working' and done_at is null and lease_token = @Token
            """,
            new
            {
                lease.Sender,
                lease.Token,
                attemptsBack,
            }
        );

    private sealed class FirstRow : TextRow
    {
        public bool IsNewSender { get; init; }
        public string State { get; init; } = "";
        public bool LostItsHolder => State == "working";
        public bool HasMore { get; init; }
    }

    private class TextRow
    {
        public long Id { get; init; }
        public string Sid { get; init; } = "";
        public string Sender { get; init; } = "";
        public string Channel { get; init; } = "";
        public string FromAddress { get; init; } = "";
        public string ToAddress { get; init; } = "";
        public string Body { get; init; } = "";
        public bool HoldsPassword { get; init; }
        public int MediaCount { get; init; }
        public string? OptOutType { get; init; }
        public DateTimeOffset ReceivedAt { get; init; }
        public bool Swept { get; init; }
        public int Attempts { get; init; }

        public InboundText ToText() =>
            new(
                Sid,
                Sender,
                Channels.Parse(Channel),
                FromAddress,
                ToAddress,
                Body,
                HoldsPassword,
                MediaCount,
                OptOutType,
                ReceivedAt,
                Swept
            );
    }
}
