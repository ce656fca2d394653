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
                select c.number, c.kind, c.state, c.expires_on, l.linked_at
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

    /// <summary>The one they had last, as of today: what became of it; null when somebody else has it now.</summary>
    public async Task<AccountCard?> LastAsync(long member, DateTimeOffset now)
    {
        var last = await database.ReadAsync(session =>
            session.FirstAsync<AccountCard>(
                $"""
                select c.number, c.kind, c.state, c.expires_on, l.linked_at
                from card_links l join cards c on c.id = l.card_id
                where l.member_id = @member and not exists (
                    select 1 from card_links o
                    where o.card_id = c.id and o.unlinked_at is null and o.member_id <> @member)
                order by l.id desc {session.Dialect.First("@most")}
                """,
                new { member, most = 1 }
            )
        );
        if (last is null)
            return null;
        // A card that is Active and nobody's counts as Issued.
        var state = Today.State(last.State, last.ExpiresOn, now);
        return last with { State = (state == CardState.Active ? CardState.Issued : state).ToString() };
    }

    /// <summary>Who a password is chosen by.</summary>
    public Task<PasswordOwner> OwnerAsync(SignedIn signedIn) =>
        database.ReadAsync(async session => new PasswordOwner(
            signedIn.Username,
            signedIn.Phone,
            await session.QueryAsync<string>(
                "select c.number from card_links l join cards c on c.id = l.card_id where l.member_id = @MemberId",
                new { signedIn.MemberId }
            )
        ));
}

public sealed record AccountCard
{
    public string Number { get; init; } = "";
    public string? Kind { get; init; }
    public string State { get; init; } = "";

    /// <summary>The last good day, UTC.</summary>
    public DateOnly? ExpiresOn { get; init; }
    public DateTimeOffset LinkedAt { get; init; }
}
