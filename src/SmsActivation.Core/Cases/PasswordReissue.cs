using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>Texts a member a new password, as their own PASSWORD would.</summary>
public sealed class PasswordReissue(IDatabase database, CustomerTexts customers)
{
    /// <param name="insteadOf">The text that did not arrive and that this one makes good; null where none is.</param>
    public Task<CaseAnswer> ReissueAsync(long member, long? insteadOf, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            var phone = await session.ScalarAsync<string>(
                "select phone from members where id = @member and closed_at is null",
                new { member }
            );
            // Whoever presses at the same time waits here, and then finds the text under way.
            if (phone is null || await customers.LockAsync(session, phone, now) is not { } to)
                return CaseAnswer.Changed;
            if (to.OptedOut)
                return CaseAnswer.OptedOut;
            if (await IsUnderWayAsync(session, member, now))
                return CaseAnswer.UnderWay;
            var open = await session.ExecuteAsync(
                "update members set closed_at = closed_at where id = @member and closed_at is null and phone = @phone",
                new { member, phone }
            );
            if (open == 0)
                return CaseAnswer.Changed;
            var made = insteadOf is null ? null : await FailedAsync(session, insteadOf.Value, member);
            if (
                !await CustomerTexts.AddAsync(
                    session,
                    to,
                    ReplyTemplate.PasswordReissued,
                    card: null,
                    member,
                    made,
                    now
                )
            )
                return session.Undo(CaseAnswer.Changed);
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.PasswordReissued, phone, null, reason),
                now
            );
            return CaseAnswer.DoneTold;
        });

    private static async Task<bool> IsUnderWayAsync(Session session, long member, DateTimeOffset now) =>
        await session.ScalarAsync<long>(
            """
            select count(*) from outbound_messages
            where member_id = @member and holds_password = 1 and campaign = 0 and left_to_person is null
                and (state in ('queued', 'claimed', 'sending', 'retry')
                    or (state = 'unknown' and unknown_since > @holdsSince))
            """,
            new { member, holdsSince = now - OutboxOptions.UnknownHolds }
        ) > 0;

    private static Task<long?> FailedAsync(Session session, long send, long member) =>
        session.ScalarAsync<long?>(
            """
            select id from outbound_messages
            where id = @send and member_id = @member and state in ('failed', 'undelivered')
                and not exists (select 1 from outbound_messages n where n.instead_of = @send)
            """,
            new { send, member }
        );
}
