using System.Security.Cryptography;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Members;

/// <summary>Members, one for each phone: statements that run inside a larger transaction.</summary>
public static class MemberStore
{
    // Easy to read out and to type: no vowels, no look-alikes.
    private const string UsernameSigns = "bcdfghjkmnpqrtvwxyz34679";
    private const int UsernameLength = 8;

    private const int RetiredSigns = 16;

    /// <summary>What stands for the phone of a member who closed the account, once the phone has another.</summary>
    public const string Retired = "closed:";

    /// <summary>The member of this phone, made on its first activation or at its turn in a campaign, with the user name that
    /// one has for it. Whoever closed the account comes back as somebody
    /// new: numbers are recycled, and the old history is not for whoever has the phone now.</summary>
    internal static async Task<(long Id, bool IsNew)> EnsureAsync(
        Session session,
        string phone,
        string language,
        DateTimeOffset now
    )
    {
        while (true)
        {
            await session.ExecuteAsync(
                "update members set phone = @retired where phone = @phone and closed_at is not null",
                new { phone, retired = Retired + RandomNumberGenerator.GetString(UsernameSigns, RetiredSigns) }
            );
            if (
                await session.ScalarAsync<long?>(
                    $"select id from members{session.Dialect.Locked} where phone = @phone and closed_at is null",
                    new { phone }
                ) is
                { } id
            )
                return (id, false);
            var made = await session.TryInsertForIdAsync(
                """
                insert into members (phone, username, language, created_at)
                select @phone, coalesce((
                        select u.name from user_names u
                        where u.phone = @phone and not exists (select 1 from members m where m.username = u.name)),
                    @username), @language, @now
                """,
                new
                {
                    phone,
                    username = RandomNumberGenerator.GetString(UsernameSigns, UsernameLength),
                    language,
                    now,
                }
            );
            if (made is not { } member)
                continue;
            await session.ExecuteAsync("delete from user_names where phone = @phone", new { phone });
            return (member, true);
        }
    }

    /// <summary>Texting the card agrees to the service under these terms, and to nothing else.</summary>
    internal static Task<int> ConsentToServiceAsync(
        Session session,
        long memberId,
        string termsVersion,
        string language,
        ClaimedText claimed,
        DateTimeOffset now
    ) =>
        session.ExecuteAsync(
            """
            insert into consents (member_id, kind, version, language, source, given_at)
            values (@memberId, 'service', @termsVersion, @language, @source, @now)
            """,
            new
            {
                memberId,
                termsVersion,
                language,
                source = $"{claimed.Text.Channel.Word()}:{claimed.Text.Sid}",
                now,
            }
        );
}
