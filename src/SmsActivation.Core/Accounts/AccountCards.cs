using SmsActivation.Core.Cards;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Accounts;

/// <summary>A member's cards, as the member sees them.</summary>
public sealed class AccountCards(IDatabase database)
{
    /// <summary>The active ones, the newest first.</summary>
    public async Task<IReadOnlyList<AccountCard>> OfAsync(long member, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var cards = await database.ReadAsync(session =>
            session.QueryAsync<AccountCard>(
                """
                select c.number, c.kind, c.expires_on, l.linked_at
                from card_links l join cards c on c.id = l.card_id
                where l.member_id = @member and l.unlinked_at is null and c.state = 'Active'
                    and (c.expires_on is null or c.expires_on >= @today)
                order by l.id desc
                """,
                new { member, today }
            )
        );
        return cards;
    }
}

public sealed class AccountCard
{
    public string Number { get; init; } = "";
    public string? Kind { get; init; }

    /// <summary>The last good day, UTC.</summary>
    public DateOnly? ExpiresOn { get; init; }
    public DateTimeOffset LinkedAt { get; init; }
}
