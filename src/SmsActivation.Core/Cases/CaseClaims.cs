using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>Another phone texted a card that this one has.</summary>
public sealed class CaseClaim
{
    /// <summary>The text's row in the log.</summary>
    public long LogId { get; init; }
    public string Card { get; init; } = "";
    public string Phone { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

/// <summary>Who else asks for the cards of a phone, newest first: part of <see cref="CaseQuery"/>.</summary>
internal static class CaseClaims
{
    /// <summary>Whoever still wants the card calls within this.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(48);

    public static Task<IReadOnlyList<CaseClaim>> OfMemberAsync(
        Session session,
        long member,
        string phone,
        DateTimeOffset now
    ) =>
        session.QueryAsync<CaseClaim>(
            """
            select l.id as log_id, l.card, l.phone, l.at
            from card_links k join cards c on c.id = k.card_id join activation_log l on l.card = c.number
            where k.member_id = @member and k.unlinked_at is null and l.outcome = 'CardAlreadyLinked'
                and l.phone <> @phone and l.at > k.linked_at and l.at > @since
            order by l.id desc
            """,
            new
            {
                member,
                phone,
                since = now - Fresh,
            }
        );
}
