using SmsActivation.Core.Accounts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Privacy;

/// <summary>The part of an erasure that a member's rows are: statements that run inside it.</summary>
internal static class MemberErasure
{
    public static async Task<Erased> RunAsync(
        Session session,
        Erased erased,
        string phone,
        string pseudonym,
        DateTimeOffset now
    )
    {
        var found = await session.ScalarAsync<long?>("select id from members where phone = @phone", new { phone });
        if (found is not { } member)
            return erased;
        var blocked = await BlockCardsAsync(session, member, now);
        await EmptyAsync(session, member, pseudonym);
        var passwords = await session.ExecuteAsync(
            "delete from temporary_passwords where member_id = @member",
            new { member }
        );
        await session.ExecuteAsync("delete from account_sessions where member_id = @member", new { member });
        await session.ExecuteAsync(
            "delete from sign_in_tries where scope in (@own, @texted)",
            new { own = $"{SignInTries.OfMember}{member}", texted = $"{SignInTries.OfTexted}{member}" }
        );
        var consents = await session.ExecuteAsync("delete from consents where member_id = @member", new { member });
        return erased with { Member = true, Passwords = passwords, Consents = consents, Blocked = blocked };
    }

    /// <summary>Whoever finds the card in a drawer must not activate it and spend another's points.</summary>
    private static async Task<IReadOnlyList<string>> BlockCardsAsync(Session session, long member, DateTimeOffset now)
    {
        var cards = await session.QueryAsync<CardRow>(
            """
            select c.id, c.number from card_links l join cards c on c.id = l.card_id
            where l.member_id = @member and l.unlinked_at is null
            """,
            new { member }
        );
        foreach (var card in cards)
        {
            await session.ExecuteAsync(
                "update cards set state = 'Blocked', updated_at = @now where id = @Id and state = 'Active'",
                new { card.Id, now }
            );
            await LinkStore.EndAsync(session, card.Id, "erased", now);
        }
        return [.. cards.Select(card => card.Number)];
    }

    /// <summary>The row stays for the links that ended: a card's history must not lose one.</summary>
    private static Task<int> EmptyAsync(Session session, long member, string pseudonym) =>
        session.ExecuteAsync(
            """
            update members set
                phone = @pseudonym, username = @pseudonym, password_hash = null, password_changed_at = null,
                language = null, profile = null, last_sign_in_at = null
            where id = @member
            """,
            new { member, pseudonym }
        );

    private sealed class CardRow
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
    }
}
