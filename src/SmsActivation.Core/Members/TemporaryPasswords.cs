using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Members;

/// <summary>Passwords that were texted, as hashes bound to the try that carried them.</summary>
internal static class TemporaryPasswords
{
    private const int MostLive = 5;

    /// <summary>Adds one; of those that could still be used, only the newest few stay.</summary>
    public static async Task AddAsync(Session session, DrawnPassword password, string attempt, DateTimeOffset now)
    {
        await session.ExecuteAsync(
            $"""
            update temporary_passwords set voided_at = @now
            where member_id = @MemberId and used_at is null and voided_at is null and id not in (
                select p.id from temporary_passwords p
                where p.member_id = @MemberId and p.used_at is null and p.voided_at is null and p.expires_at > @now
                -- one that may never have left makes room before one that the customer surely has
                order by case when exists (
                        select 1 from send_attempts a where a.token = p.attempt_token and a.result = 'ambiguous')
                    then 1 else 0 end, p.id desc {session.Dialect.First("@keep")})
            """,
            new
            {
                password.MemberId,
                now,
                keep = MostLive - 1,
            }
        );
        await session.ExecuteAsync(
            """
            insert into temporary_passwords (member_id, attempt_token, hash, created_at, expires_at)
            values (@MemberId, @attempt, @Hash, @now, @ExpiresAt)
            """,
            new
            {
                password.MemberId,
                password.Hash,
                password.ExpiresAt,
                attempt,
                now,
            }
        );
    }

    /// <summary>The text that carried it will surely never arrive: false words of a try that a report has proven do
    /// nothing.</summary>
    public static Task<int> VoidAsync(Session session, string attempt, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            update temporary_passwords set voided_at = @now
            where attempt_token = @attempt and used_at is null and voided_at is null
                and not exists (select 1 from send_attempts where token = @attempt and result = 'accepted')
            """,
            new { attempt, now }
        );
}
