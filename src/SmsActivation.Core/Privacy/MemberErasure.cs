using SmsActivation.Core.Accounts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Privacy;

/// <summary>The part of an erasure that a member's rows are: statements that run inside it.</summary>
internal static class MemberErasure
{
    public static async Task<Erased> RunAsync(
        Session session,
        EventOutbox events,
        Erased erased,
        string phone,
        string pseudonym,
        DateTimeOffset now
    )
    {
        var found = await session.ScalarAsync<long?>(
            $"select id from members{session.Dialect.Locked} where phone = @phone",
            new { phone }
        );
        if (found is not { } member)
            return erased;
        var tries = await SignInTries.ScopesAsync(session, member);
        await session.ExecuteAsync("delete from sign_in_tries where scope in @tries", new { tries });
        var blocked = await LinkStore.BlockAllAsync(session, events, member, "erased", now);
        await EmptyAsync(session, member, pseudonym, now);
        var passwords = await session.ExecuteAsync(
            "delete from temporary_passwords where member_id = @member",
            new { member }
        );
        await session.ExecuteAsync("delete from account_sessions where member_id = @member", new { member });
        var consents = await session.ExecuteAsync("delete from consents where member_id = @member", new { member });
        await events.AddAsync(
            session,
            new EventToTell(EventType.MemberClosed, member, null) { Reason = "erased" },
            now
        );
        return erased with { Member = true, Passwords = passwords, Consents = consents, Blocked = blocked };
    }

    /// <summary>The row stays for the links that ended: a card's history must not lose one.</summary>
    private static Task<int> EmptyAsync(Session session, long member, string pseudonym, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            update members set
                phone = @pseudonym, username = @pseudonym, password_hash = null, password_changed_at = null,
                language = null, profile = null, last_sign_in_at = null, closed_at = @now
            where id = @member
            """,
            new
            {
                member,
                pseudonym,
                now,
            }
        );
}
