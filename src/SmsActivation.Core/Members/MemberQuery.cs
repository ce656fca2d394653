using SmsActivation.Core.Accounts;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Profiles;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Members;

/// <summary>One member, whole, as the shop's own site sees it.</summary>
public sealed class MemberQuery(IDatabase database)
{
    /// <summary>Null when there is none, or whoever it was is erased.</summary>
    public Task<MemberView?> FindAsync(long member) =>
        database.ReadAsync(async session =>
        {
            var id = new { member };
            var row = await session.FirstAsync<MemberRow>(
                """
                select id, phone, username, language, created_at, last_sign_in_at, closed_at
                from members where id = @member and phone not like 'erased:%'
                """,
                id
            );
            if (row is null)
                return null;
            return new MemberView(
                row,
                ProfileStore.Read(await ProfileStore.FindAsync(session, member)),
                await session.QueryAsync<MemberCard>(
                    """
                    select c.number, c.state, l.linked_at, l.unlinked_at, l.unlink_reason
                    from card_links l join cards c on c.id = l.card_id
                    where l.member_id = @member and l.unlinked_at is null order by l.id
                    """,
                    id
                ),
                [.. (await ConsentStore.OfAsync(session, member)).Reverse()]
            );
        });
}

public sealed record MemberView(
    MemberRow Member,
    IReadOnlyDictionary<string, string> Profile,
    IReadOnlyList<MemberCard> Cards,
    IReadOnlyList<GivenConsent> Consents
);

public sealed class MemberRow
{
    public long Id { get; init; }

    /// <summary>E.164; <see cref="MemberStore.Retired"/> and what leads to nobody once the phone has another member.</summary>
    public string Phone { get; init; } = "";
    public string Username { get; init; } = "";
    public string? Language { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
}
