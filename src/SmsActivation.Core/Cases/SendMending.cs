using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>Replies that did not arrive, or of which nobody knows: sent again as a row of their own, or finished by
/// hand.</summary>
public sealed class SendMending(IDatabase database, CustomerTexts customers)
{
    /// <summary>Sends the same words again; a password is drawn anew as it leaves. Never of one whose end is unknown:
    /// somebody must have looked first, see <see cref="FinishAsync"/>.</summary>
    public Task<CaseAnswer> ResendAsync(long send, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            if (await FindAsync(session, send) is not { } failed)
                return CaseAnswer.Changed;
            if (await customers.LockAsync(session, failed.Sender, now) is not { } to)
                return CaseAnswer.OutOfDate;
            if (to.OptedOut)
                return CaseAnswer.OptedOut;
            if (await IsOutOfDateAsync(session, failed))
                return CaseAnswer.OutOfDate;
            // Writes nothing new, but takes the row's lock: a report may come this instant.
            var stands = await session.ExecuteAsync(
                """
                update outbound_messages set due_at = due_at
                where id = @send and state in ('failed', 'undelivered')
                """,
                new { send }
            );
            if (stands == 0)
                return session.Undo(CaseAnswer.Changed);
            var again = await CustomerTexts.AddAsync(
                session,
                to,
                Enum.Parse<ReplyTemplate>(failed.Template),
                failed.Card,
                failed.MemberId,
                insteadOf: send,
                now
            );
            if (!again)
                return session.Undo(CaseAnswer.Changed);
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.ReplyResent, failed.Sender, null, reason),
                now
            );
            return CaseAnswer.DoneTold;
        });

    /// <summary>Ends a send that was left to a person, who has looked at the carrier. A password that went with it stays
    /// as it is: people err, and one that arrived must work.</summary>
    /// <param name="arrived">The carrier has it; else it never did.</param>
    public Task<CaseAnswer> FinishAsync(long send, bool arrived, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            var finished = await session.ExecuteAsync(
                """
                update outbound_messages set
                    state = case when @arrived = 1 then 'sent' else 'failed' end,
                    sent_at = case when @arrived = 1 then coalesce(sent_at, unknown_since) else sent_at end,
                    settled_at = case when @arrived = 1 then settled_at else @now end,
                    error = case when @arrived = 1 then error else coalesce(error, 'the carrier never had it') end,
                    unknown_since = null, settle_at = null, empty_look_at = null
                where id = @send and state = 'unknown' and left_to_person is not null
                """,
                new
                {
                    send,
                    arrived,
                    now,
                }
            );
            if (finished == 0)
                return CaseAnswer.Changed;
            var phone = await session.ScalarAsync<string>(
                "select sender from outbound_messages where id = @send",
                new { send }
            );
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.FinishedByHand, phone, null, reason)
                {
                    Detail = arrived ? "the carrier has it" : "the carrier never had it",
                },
                now
            );
            return CaseAnswer.Done;
        });

    private static Task<FailedRow?> FindAsync(Session session, long send) =>
        session.FirstAsync<FailedRow>(
            """
            select id, sender, template, card, member_id, wait_seconds, holds_password from outbound_messages
            where id = @send and state in ('failed', 'undelivered') and campaign = 0
            """,
            new { send }
        );

    /// <summary>"Try again in" counts from then; a welcome needs a card in use; and of passwords only the newest is
    /// waited for.</summary>
    private static async Task<bool> IsOutOfDateAsync(Session session, FailedRow failed)
    {
        // A template of a newer version is left to a host that knows it.
        if (failed.WaitSeconds is not null || !Enum.TryParse<ReplyTemplate>(failed.Template, out var template))
            return true;
        if (failed.MemberId is null || !template.IsWelcome())
            return false;
        var open = await session.ScalarAsync<long>(
            """
            select count(*) from members m
            where m.id = @MemberId and m.closed_at is null and exists (
                select 1 from card_links l where l.member_id = m.id and l.unlinked_at is null)
            """,
            failed
        );
        if (open == 0)
            return true;
        return failed.HoldsPassword
            && await session.ScalarAsync<long>(
                """
                select count(*) from outbound_messages
                where member_id = @MemberId and holds_password = 1 and id > @Id
                    and state not in ('failed', 'undelivered')
                """,
                failed
            ) > 0;
    }

    private sealed class FailedRow
    {
        public long Id { get; init; }
        public string Sender { get; init; } = "";
        public string Template { get; init; } = "";
        public string? Card { get; init; }
        public long? MemberId { get; init; }
        public int? WaitSeconds { get; init; }
        public bool HoldsPassword { get; init; }
    }
}
