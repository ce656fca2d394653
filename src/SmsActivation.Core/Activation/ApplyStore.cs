using SmsActivation.Core.Alerts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Activation;

/// <summary>How applying an outcome ended.</summary>
public enum Applied
{
    Done,

    /// <summary>Someone was faster; nothing was written. Read the facts again and decide again.</summary>
    FactsChanged,

    /// <summary>The lease ran out and the text may be another worker's by now; nothing was written.</summary>
    LeaseLost,
}

/// <summary>Writes one outcome within one transaction, every guard in the statements themselves.
/// Lock order: conversation, inbox, card, member, outbox.</summary>
public sealed class ApplyStore(ActivationLimits limits, EventOutbox events, HostName host)
{
    /// <param name="endsLease">The last text of the lease: frees the sender in the same transaction.</param>
    /// <param name="place">Where the reply may leave at once; null where it goes to the queue.</param>
    internal async Task<Written> ApplyAsync(
        Session session,
        ConversationLease lease,
        ClaimedText claimed,
        ActivationOutcome outcome,
        ReplyAddress reply,
        string facts,
        bool endsLease,
        SendPlace? place,
        DateTimeOffset now
    )
    {
        if (!await SenderStore.HoldAsync(session, lease, outcome, endsLease, place, limits, now))
            // With a place it may have been the phone's send lease that was lost: decided again, without one.
            return session.Undo(new Written(place is null ? Applied.LeaseLost : Applied.FactsChanged));
        if (!await FinishTextAsync(session, lease, claimed, outcome.Code, now))
            return session.Undo(new Written(Applied.LeaseLost));
        await SenderStore.CountAsync(session, lease.Sender, outcome, now - limits.Window, now);
        if (outcome.OptOut is { } change)
            await SenderStore.ChangeOptOutAsync(session, events, claimed.Text, change, now);
        if (outcome.WrongCodes is var (cardId, count) && await CountWrongCodesAsync(session, cardId, count, now) == 0)
            return session.Undo(new Written(Applied.FactsChanged));
        long? memberId = null;
        if (outcome.Activation is { } activation)
        {
            memberId = await LinkAsync(session, activation, claimed, reply.Language, now);
            // Another member than was decided on: the account was closed meanwhile, and its password went with it.
            if (memberId is null || (reply.MemberId is { } expected && expected != memberId))
                return session.Undo(new Written(Applied.FactsChanged));
            await MemberStore.ConsentToServiceAsync(
                session,
                memberId.Value,
                reply.TermsVersion,
                reply.Language,
                claimed,
                now
            );
        }
        if (outcome.AnsweredByReply is { } pending && !await StillUnderWayAsync(session, pending))
            return session.Undo(new Written(Applied.FactsChanged));
        var (replyId, placed) = outcome.Reply is { } template
            ? await OutboxStore.AddAsync(
                session,
                OutgoingText.ReplyTo(claimed.Text, template, outcome, reply.Language, memberId ?? reply.MemberId, now),
                place
            )
            : (outcome.AnsweredByReply, null);
        await ActivationLog.AppendAsync(
            session,
            claimed,
            outcome.Code,
            outcome.CardNumber,
            replyId,
            facts,
            reply.Language,
            host.Name,
            now
        );
        var alerts = await ProbeWatch.NoticeAsync(session, outcome, limits, now);
        return new Written(Applied.Done, placed) { Alerts = alerts };
    }

    /// <summary>Writes nothing new, but takes the row's lock: a reply that fails from here on finds who waits for it.</summary>
    private static async Task<bool> StillUnderWayAsync(Session session, long reply) =>
        await session.ExecuteAsync(
            """
            update outbound_messages set due_at = due_at
            where id = @reply and state not in ('failed', 'undelivered') and left_to_person is null
            """,
            new { reply }
        ) > 0;

    private static async Task<bool> FinishTextAsync(
        Session session,
        ConversationLease lease,
        ClaimedText claimed,
        OutcomeCode code,
        DateTimeOffset now
    ) =>
        await session.ExecuteAsync(
            """
            update inbound_messages set state = @state, done_at = @now, lease_token = null
            where id = @Id and state = 'working' and lease_token = @Token
            """,
            new
            {
                claimed.Id,
                lease.Token,
                state = code == OutcomeCode.Unprocessed ? "dead" : "done",
                now,
            }
        ) > 0;

    private Task<int> CountWrongCodesAsync(Session session, long cardId, int count, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            update cards set
                code_locked_until = case
                    when case when code_misses_since > @windowStart then code_misses else 0 end + @count >= @limit
                        then @lockedUntil
                    else code_locked_until end,
                code_misses = case when code_misses_since > @windowStart then code_misses + @count else @count end,
                code_misses_since = case when code_misses_since > @windowStart then code_misses_since else @now end
            where id = @cardId and (code_locked_until is null or code_locked_until <= @now)
            """,
            new
            {
                cardId,
                count,
                now,
                limit = limits.WrongCodes,
                windowStart = now - limits.Window,
                lockedUntil = now + limits.Window,
            }
        );

    /// <summary>Binds the card to the sender's member; null when the facts have changed.</summary>
    private async Task<long?> LinkAsync(
        Session session,
        CardActivation activation,
        ClaimedText claimed,
        string language,
        DateTimeOffset now
    )
    {
        var activated = await session.ExecuteAsync(
            """
            update cards set state = 'Active', activated_at = @now, updated_at = @now
            where id = @CardId and state in ('Issued', 'Active') and held_at is null
                and (expires_on is null or expires_on >= @today)
                and (code_hash is null or code_locked_until is null or code_locked_until <= @now)
                -- the unique link index settles who wins
            """,
            new
            {
                activation.CardId,
                now,
                today = DateOnly.FromDateTime(now.UtcDateTime),
            }
        );
        if (activated == 0)
            return null;
        var (memberId, isNew) = await MemberStore.EnsureAsync(session, claimed.Text.Sender, language, now);
        await LinkStore.EndExpiredAsync(session, events, memberId, now);
        if (!await LinkStore.TryLinkAsync(session, activation, memberId, claimed.Text.Channel, now))
            return null;
        // A campaign may have made the member long before the first card.
        if (isNew || await LinkStore.IsFirstAsync(session, memberId))
            await events.AddAsync(session, new EventToTell(EventType.MemberActivated, memberId, null), now);
        await events.AddAsync(session, new EventToTell(EventType.CardActivated, memberId, activation.CardId), now);
        return memberId;
    }
}

/// <summary>What applying wrote; <paramref name="Placed"/> is a reply announced as on its way, for its place.</summary>
public sealed record Written(Applied Applied, SendLease? Placed = null)
{
    /// <summary>What a person is to be told, once this is on disk.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];
}

/// <summary>Where and in which language a reply would go, and which terms an activation agrees to.</summary>
public sealed record ReplyAddress(string Language, long? MemberId, string TermsVersion);
