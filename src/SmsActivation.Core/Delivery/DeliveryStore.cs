using SmsActivation.Core.Consents;
using SmsActivation.Core.Events;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Delivery;

/// <summary>What a delivery report did to the outbox.</summary>
public enum Reported
{
    Moved,

    /// <summary>It said nothing new, or came after its time.</summary>
    NothingNew,

    /// <summary>No text of ours.</summary>
    NotOurs,
}

/// <summary>A signed report of the carrier. <paramref name="Attempt"/> is the token that rode in the callback URL.</summary>
public sealed record DeliveryReport(string? Attempt, string Sid, DeliveryState State, int? ErrorCode, string? Word)
{
    /// <summary>The text has left the carrier's own queue and is not at its end yet.</summary>
    public bool PassedOn { get; init; }
}

/// <summary>Takes delivery reports in: any signed one proves that the carrier accepted the try, even before the
/// create's own answer.</summary>
/// <param name="events">Where members' consents that the carrier ends are told; null for nowhere.</param>
public sealed class DeliveryStore(IDatabase database, EventOutbox? events = null)
{
    private readonly EventOutbox _events = events ?? EventOutbox.Off;

    public Task<Reported> ReportAsync(DeliveryReport report, DateTimeOffset now) =>
        database.WriteAsync(session => ReportAsync(session, _events, report, now));

    internal static async Task<Reported> ReportAsync(
        Session session,
        EventOutbox events,
        DeliveryReport report,
        DateTimeOffset now
    )
    {
        await NoteOptOutAsync(session, events, report, now);
        return await MoveAsync(session, report, now);
    }

    /// <summary>A messaging service takes a text before it looks whether its recipient has opted out. First in a transaction,
    /// for it locks the conversation and the member.</summary>
    internal static Task NoteOptOutAsync(
        Session session,
        EventOutbox events,
        DeliveryReport report,
        DateTimeOffset now
    ) =>
        report.ErrorCode == CarrierOptOut.Code
            ? CarrierOptOut.NoteAsync(session, events, report.Attempt, report.Sid, now)
            : Task.CompletedTask;

    /// <summary>What the report says of the text itself.</summary>
    internal static async Task<Reported> MoveAsync(Session session, DeliveryReport report, DateTimeOffset now)
    {
        if (await FindAsync(session, report) is not { } sent)
            return Reported.NotOurs;
        var parameters = new
        {
            id = sent.Id,
            report.Attempt,
            report.Sid,
            report.ErrorCode,
            report.Word,
            state = report.State.Word(),
            now,
            pollAt = now + DeliveryPolls.First,
        };
        // The try was replaced, and its password voided: whatever is said of it now is too late.
        if (sent.Result == Expired.Word)
            return Reported.NothingNew;
        // What is known already is the rule, not the exception: two reports follow each text.
        if (!sent.KnownAccepted)
            await session.ExecuteAsync(
                """
                update send_attempts set result = 'accepted', sid = coalesce(sid, @Sid)
                where message_id = @id and (token = @Attempt or sid = @Sid)
                """,
                parameters
            );
        // How much of a campaign stands at the carrier is what its pace goes by.
        if (report.PassedOn && sent.Campaign)
            await session.ExecuteAsync(
                "update outbound_messages set passed_on_at = @now where id = @id and passed_on_at is null",
                parameters
            );
        if (report.State == DeliveryState.Sent && sent.IsPastSending)
            return Reported.NothingNew;
        // A later try is under way, or has arrived: it decides. Where this one is what counts as sent, none has.
        var isFailure = report.State is DeliveryState.Undelivered or DeliveryState.Failed;
        if (isFailure && !sent.IsLastTry && !(sent.State == "sent" && sent.MessageSid == report.Sid))
            return Reported.NothingNew;
        // Nobody gets a second text of a campaign.
        if (
            sent is { HoldsPassword: true, Campaign: false }
            && Expired.Is(report)
            && await Expired.ReplaceAsync(session, sent.Id, report, now)
        )
            return Reported.Moved;
        var moved = report.State switch
        {
            DeliveryState.Sent => await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = 'sent', sid = coalesce(sid, @Sid), sent_at = @now, poll_at = @pollAt,
                    lease_until = null, lease_token = null
                where id = @id and state in ('sending', 'unknown', 'retry', 'claimed')
                """,
                parameters
            ),
            _ => await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = @state, sid = coalesce(sid, @Sid), sent_at = coalesce(sent_at, @now), settled_at = @now,
                    lease_until = null, lease_token = null,
                    error_code = coalesce(error_code, @ErrorCode),
                    error = case when @state = 'delivered' then error else coalesce(error, @Word) end
                where id = @id and state in ('sending', 'unknown', 'retry', 'claimed', 'sent')
                """,
                parameters
            ),
        };
        // It is final: the carrier need not keep what it said.
        if (moved > 0 && sent.HoldsPassword && report.State != DeliveryState.Sent)
            await session.ExecuteAsync(
                """
                update send_attempts set redact_at = @now
                where message_id = @id and (token = @Attempt or sid = @Sid) and redacted_at is null
                """,
                parameters
            );
        if (moved > 0 && isFailure)
            await Waiting.GiveTheirOwnAsync(session, sent.Id, now);
        return moved > 0 ? Reported.Moved : Reported.NothingNew;
    }

    /// <summary>The try first and then its text, as whoever ends a send locks them; only then is read what is decided
    /// on.</summary>
    private static async Task<SentRow?> FindAsync(Session session, DeliveryReport report)
    {
        var which = report.Attempt is null ? "a.sid = @Sid" : "a.token = @Attempt";
        await session.LockAsync($"select a.id from send_attempts a{session.Dialect.Locked} where {which}", report);
        await session.LockAsync(
            $"""
            select o.id from outbound_messages o{session.Dialect.Locked}
            where o.id in (select a.message_id from send_attempts a where {which})
            """,
            report
        );
        return await session.FirstAsync<SentRow>(
            $"""
            select o.id, o.state, o.sid as message_sid, o.holds_password, o.campaign, a.result, a.sid,
                   case when exists (
                       select 1 from send_attempts n where n.message_id = a.message_id and n.id > a.id)
                   then 0 else 1 end as is_last_try
            from send_attempts a join outbound_messages o on o.id = a.message_id
            where {which}
            """,
            report
        );
    }

    private sealed class SentRow
    {
        public long Id { get; init; }
        public string State { get; init; } = "";
        public bool HoldsPassword { get; init; }
        public bool Campaign { get; init; }
        public string? Result { get; init; }
        public string? Sid { get; init; }

        /// <summary>What the text counts as sent by.</summary>
        public string? MessageSid { get; init; }
        public bool IsLastTry { get; init; }

        public bool KnownAccepted => Result == "accepted" && Sid is not null;
        public bool IsPastSending => State is "sent" or "delivered" or "undelivered" or "failed";
    }
}
