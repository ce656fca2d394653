using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Accounts;

/// <summary>Who is signed in.</summary>
public sealed class SessionStore(IDatabase database, AccountOptions options, EventOutbox events)
{
    /// <summary>A session that is being used is written down as such no more often.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Null when it ended, or never was.</summary>
    public async Task<SignedIn?> FindAsync(string tokenHash, DateTimeOffset now)
    {
        var found = await database.ReadAsync(session =>
            session.FirstAsync<SignedIn>(
                """
                select s.id, s.member_id, s.must_change, s.seen_at, m.username, m.phone, m.language
                from account_sessions s join members m on m.id = s.member_id
                where s.token_hash = @tokenHash and s.ended_at is null and s.expires_at > @now
                    and s.seen_at > @idleSince and m.closed_at is null
                """,
                new
                {
                    tokenHash,
                    now,
                    idleSince = now - options.SessionIdle,
                }
            )
        );
        if (found is not null && now - found.SeenAt > SeenEvery)
            await database.WriteAsync(session =>
                session.ExecuteAsync(
                    "update account_sessions set seen_at = @now where id = @Id and ended_at is null",
                    new { found.Id, now }
                )
            );
        return found;
    }

    /// <summary>The last sign-ins of a member, the newest first.</summary>
    public Task<IReadOnlyList<PastSignIn>> LastAsync(long member, int most, DateTimeOffset now) =>
        database.ReadAsync(session =>
            session.QueryAsync<PastSignIn>(
                $"""
                select id, created_at as at, agent,
                       case when ended_at is null and expires_at > @now and seen_at > @idleSince then 1 else 0 end as stands
                from account_sessions where member_id = @member order by id desc {session.Dialect.First("@most")}
                """,
                new
                {
                    member,
                    most,
                    now,
                    idleSince = now - options.SessionIdle,
                }
            )
        );

    public Task<int> EndOthersAsync(SignedIn signedIn, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update account_sessions set ended_at = @now
                where member_id = @MemberId and id <> @Id and ended_at is null
                """,
                new
                {
                    signedIn.MemberId,
                    signedIn.Id,
                    now,
                }
            )
        );

    public Task<int> EndAsync(long id, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                "update account_sessions set ended_at = @now where id = @id and ended_at is null",
                new { id, now }
            )
        );

    /// <summary>A password of one's own; every other way in ends with it. False when the session has ended.</summary>
    public Task<bool> ChangePasswordAsync(SignedIn signedIn, string hash, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var parameters = new
            {
                signedIn.Id,
                signedIn.MemberId,
                hash,
                now,
            };
            var stands = await session.ExecuteAsync(
                "update account_sessions set must_change = 0 where id = @Id and ended_at is null and expires_at > @now",
                parameters
            );
            if (stands == 0)
                return session.Undo(false);
            var open = await session.ExecuteAsync(
                """
                update members set password_hash = @hash, password_changed_at = @now
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
                """
                update account_sessions set ended_at = @now
                where member_id = @MemberId and id <> @Id and ended_at is null
                """,
                parameters
            );
            await events.AddAsync(
                session,
                new EventToTell(EventType.MemberPasswordChanged, signedIn.MemberId, null),
                now
            );
            return true;
        });
}

public sealed class PastSignIn
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Agent { get; init; }

    /// <summary>Whoever it was is still signed in.</summary>
    public bool Stands { get; init; }
}

/// <summary>A session that stands.</summary>
public sealed class SignedIn
{
    public long Id { get; init; }
    public long MemberId { get; init; }

    /// <summary>Signed in with a texted password: nothing is shown before there is one of their own.</summary>
    public bool MustChange { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public string Username { get; init; } = "";

    /// <summary>E.164.</summary>
    public string Phone { get; init; } = "";
    public string? Language { get; init; }
}
