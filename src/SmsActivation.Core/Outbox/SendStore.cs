using SmsActivation.Core.Inbox;
using SmsActivation.Core.Members;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Outbox;

/// <summary>Moves a text from the outbox to the carrier: claimed, announced, then settled by what came of it.</summary>
public sealed class SendStore(IDatabase database, OutboxOptions options)
{
    /// <summary>Claims due texts, at most one for each phone that nobody is sending to.</summary>
    public Task<IReadOnlyList<SendLease>> ClaimAsync(int most, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var rows = await session.QueryAsync<TextRow>(
                $"""
                select o.id, o.sender, o.channel, o.to_address, o.texted_address, o.template, o.language, o.card,
                       o.wait_seconds, o.member_id, o.holds_password, o.attempts, o.created_at
                from outbound_messages o join conversations c on c.sender = o.sender
                where o.state in ('queued', 'retry') and o.due_at <= @now
                    and (c.send_lease_until is null or c.send_lease_until <= @now)
                    and not exists (
                        select 1 from outbound_messages u
                        where u.state = 'unknown' and u.sender = o.sender and u.channel = o.channel
                            and u.template = o.template and u.campaign = 0 and u.unknown_since > @holdsSince)
                order by o.due_at, o.id {session.Dialect.First("@window")}
                """,
                new
                {
                    now,
                    holdsSince = now - options.SettleAfter,
                    window = most * 2,
                }
            );
            var leases = new List<SendLease>();
            foreach (var row in rows.DistinctBy(row => row.Sender).Take(most))
            {
                var token = Guid.NewGuid().ToString("N");
                if (await TakeAsync(session, row, token, now))
                    leases.Add(new SendLease(token, row.ToText()));
            }
            return (IReadOnlyList<SendLease>)leases;
        });

    /// <summary>Announces a try before its first byte leaves; false when the lease was lost.</summary>
    public Task<bool> BeginAsync(SendLease lease, string text, DrawnPassword? password, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var parameters = new
            {
                lease.Text.Id,
                lease.Text.Sender,
                lease.Token,
                text,
                now,
                until = now + options.Lease,
            };
            var held = await session.ExecuteAsync(
                "update conversations set send_lease_until = @until where sender = @Sender and send_token = @Token",
                parameters
            );
            var begun = await session.ExecuteAsync(
                """
                update outbound_messages set state = 'sending', attempts = attempts + 1, lease_until = @until
                where id = @Id and state = 'claimed' and lease_token = @Token
                """,
                parameters
            );
            if (held == 0 || begun == 0)
                return session.Undo(false);
            await session.ExecuteAsync(
                "insert into send_attempts (message_id, token, started_at, text) values (@Id, @Token, @now, @text)",
                parameters
            );
            if (password is not null)
                await TemporaryPasswords.AddAsync(session, password, lease.Token, now);
            return true;
        });

    /// <summary>The carrier has it. A delivery report may have said so already.</summary>
    public Task<bool> AcceptedAsync(SendLease lease, string sid, DateTimeOffset now) =>
        FinishAsync(
            lease,
            "accepted",
            errorCode: null,
            sid,
            now,
            session =>
                session.ExecuteAsync(
                    """
                    update outbound_messages set
                        state = 'sent', sid = @sid, sent_at = @now, lease_until = null, lease_token = null
                    where id = @Id and state in ('sending', 'unknown')
                    """,
                    new
                    {
                        lease.Text.Id,
                        sid,
                        now,
                    }
                )
        );

    /// <summary>The carrier does not have it, or may not: what is surely not accepted voids its password.</summary>
    public Task<bool> NotAcceptedAsync(SendLease lease, SendFailure failure, NextStep next, DateTimeOffset now) =>
        FinishAsync(
            lease,
            Word(failure.Kind),
            failure.Code,
            sid: null,
            now,
            async session =>
            {
                if (failure.Kind != SendFailureKind.Ambiguous)
                    await TemporaryPasswords.VoidAsync(session, lease.Token, now);
                var (state, dueAt) = next switch
                {
                    NextStep.RetryAt retry => ("retry", retry.At),
                    NextStep.PauseSender pause => ("retry", pause.Until),
                    NextStep.GiveUp => ("failed", now),
                    NextStep.Settle => ("unknown", now),
                    _ => throw new InvalidOperationException($"Unknown next step {next}."),
                };
                var moved = await session.ExecuteAsync(
                    """
                    update outbound_messages set
                        state = @state, due_at = @dueAt, lease_until = null, lease_token = null,
                        unknown_since = case when @state = 'unknown' then @now else unknown_since end,
                        settled_at = case when @state = 'failed' then @now else settled_at end,
                        error_code = case when @state = 'failed' then coalesce(error_code, @Code) else error_code end,
                        error = case when @state = 'failed' then coalesce(error, @Reason) else error end
                    where id = @Id and state = 'sending' and lease_token = @Token
                    """,
                    new
                    {
                        lease.Text.Id,
                        lease.Token,
                        failure.Code,
                        failure.Reason,
                        state,
                        dueAt,
                        now,
                    }
                );
                if (moved > 0 && next is NextStep.GiveUp)
                    await Waiting.GiveTheirOwnAsync(session, lease.Text.Id, now);
                return moved;
            }
        );

    /// <summary>An unsent text goes back: at a stop, or until its sender's pause is over.</summary>
    public Task<int> HandBackAsync(SendLease lease, DateTimeOffset dueAt) =>
        database.WriteAsync(async session =>
        {
            await FreePhoneAsync(session, lease);
            return await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = case when attempts = 0 then 'queued' else 'retry' end,
                    due_at = @dueAt, lease_until = null, lease_token = null
                where id = @Id and state = 'claimed' and lease_token = @Token
                """,
                new
                {
                    lease.Text.Id,
                    lease.Token,
                    dueAt,
                }
            );
        });

    /// <summary>Leases that ran out: what was only claimed goes back, what was being sent may have been sent.</summary>
    /// <param name="all">For a host that is alone on its database: its predecessor's leases, run out or not.</param>
    public Task<int> SweepAsync(bool all, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (all)
                await session.ExecuteAsync(
                    "update conversations set send_lease_until = null, send_token = null where send_token is not null"
                );
            var back = await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = case when attempts = 0 then 'queued' else 'retry' end, lease_until = null, lease_token = null
                where state = 'claimed' and (lease_until <= @now or @all = 1)
                """,
                new { now, all }
            );
            await session.ExecuteAsync(
                """
                update send_attempts set result = 'ambiguous', ended_at = @now
                where result is null and message_id in (
                    select id from outbound_messages where state = 'sending' and (lease_until <= @now or @all = 1))
                """,
                new { now, all }
            );
            var unknown = await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = 'unknown', unknown_since = @now, lease_until = null, lease_token = null
                where state = 'sending' and (lease_until <= @now or @all = 1)
                """,
                new { now, all }
            );
            return back + unknown;
        });

    private async Task<bool> TakeAsync(Session session, TextRow row, string token, DateTimeOffset now)
    {
        var parameters = new
        {
            row.Id,
            row.Sender,
            token,
            now,
            until = now + options.Lease,
        };
        var held = await session.ExecuteAsync(
            """
            update conversations set send_lease_until = @until, send_token = @token
            where sender = @Sender and (send_lease_until is null or send_lease_until <= @now)
            """,
            parameters
        );
        if (held == 0)
            return false;
        await session.ExecuteAsync(
            """
            update outbound_messages set state = 'claimed', lease_until = @until, lease_token = @token
            where id = @Id and state in ('queued', 'retry')
            """,
            parameters
        );
        return true;
    }

    private Task<bool> FinishAsync(
        SendLease lease,
        string result,
        int? errorCode,
        string? sid,
        DateTimeOffset now,
        Func<Session, Task<int>> move
    ) =>
        database.WriteAsync(async session =>
        {
            await FreePhoneAsync(session, lease);
            await session.ExecuteAsync(
                """
                update send_attempts set
                    ended_at = @now, result = case when result = 'accepted' then result else @result end,
                    sid = coalesce(sid, @sid), error_code = coalesce(error_code, @errorCode)
                where token = @Token
                """,
                new
                {
                    lease.Token,
                    result,
                    sid,
                    errorCode,
                    now,
                }
            );
            return await move(session) > 0;
        });

    private static Task<int> FreePhoneAsync(Session session, SendLease lease) =>
        session.ExecuteAsync(
            """
            update conversations set send_lease_until = null, send_token = null
            where sender = @Sender and send_token = @Token
            """,
            new { lease.Text.Sender, lease.Token }
        );

    private static string Word(SendFailureKind kind) =>
        kind switch
        {
            SendFailureKind.NotProcessed => "not-processed",
            SendFailureKind.OurFault => "our-fault",
            SendFailureKind.Rejected => "rejected",
            SendFailureKind.Ambiguous => "ambiguous",
        };

    private sealed class TextRow
    {
        public long Id { get; init; }
        public string Sender { get; init; } = "";
        public string Channel { get; init; } = "";
        public string ToAddress { get; init; } = "";
        public string? TextedAddress { get; init; }
        public string Template { get; init; } = "";
        public string Language { get; init; } = "";
        public string? Card { get; init; }
        public int? WaitSeconds { get; init; }
        public long? MemberId { get; init; }
        public bool HoldsPassword { get; init; }
        public int Attempts { get; init; }
        public DateTimeOffset CreatedAt { get; init; }

        public OutgoingText ToText() =>
            new(
                Id,
                Sender,
                Channels.Parse(Channel),
                ToAddress,
                TextedAddress,
                Enum.Parse<ReplyTemplate>(Template),
                Language,
                Card,
                WaitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                MemberId,
                HoldsPassword,
                Attempts,
                CreatedAt
            );
    }
}
