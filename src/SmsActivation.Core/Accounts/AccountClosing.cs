using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Accounts;

/// <summary>Ends a membership at its member's word: whoever finds the card must not spend its points, so it is
/// blocked.</summary>
public sealed class AccountClosing(IDatabase database, EventOutbox events)
{
    /// <summary>False when the session has ended. Lock order: card, link, member, passwords, sessions.</summary>
    public Task<bool> CloseAsync(SignedIn signedIn, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var parameters = new
            {
                signedIn.Id,
                signedIn.MemberId,
                now,
            };
            // The member first: an activation that is under way is waited for, and its card is among those blocked.
            await session.LockAsync($"select id from members{session.Dialect.Locked} where id = @MemberId", parameters);
            await LinkStore.BlockAllAsync(session, events, signedIn.MemberId, "closed", now);
            var open = await session.ExecuteAsync(
                """
                update members set closed_at = @now, password_hash = null, password_changed_at = null, profile = null
                where id = @MemberId and closed_at is null
                """,
                parameters
            );
            if (open == 0)
                return session.Undo(false);
            await session.ExecuteAsync(
                """
                update temporary_passwords set voided_at = @now
                where member_id = @MemberId and used_at is null and voided_at is null
                """,
                parameters
            );
            await session.ExecuteAsync(
                "update consents set revoked_at = @now, revoked_by = 'closed' where member_id = @MemberId and revoked_at is null",
                parameters
            );
            await session.ExecuteAsync(
                """
                update phone_consents set
                    revoked_at = coalesce(revoked_at, @now), revoked_by = coalesce(revoked_by, 'closed'), may_resume = 0
                where phone = (select phone from members where id = @MemberId)
                    and (revoked_at is null or may_resume = 1)
                """,
                parameters
            );
            var stood = await session.ExecuteAsync(
                "update account_sessions set ended_at = @now where id = @Id and ended_at is null and expires_at > @now",
                parameters
            );
            if (stood == 0)
                return session.Undo(false);
            await session.ExecuteAsync(
                "update account_sessions set ended_at = @now where member_id = @MemberId and ended_at is null",
                parameters
            );
            await events.AddAsync(session, new EventToTell(EventType.MemberClosed, signedIn.MemberId, null), now);
            return true;
        });
}
