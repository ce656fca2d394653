using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>A link in force, as it stood before anything was locked: whoever acts on it asks for it once more after its
/// card is theirs.</summary>
internal sealed class HeldLink
{
    public long Id { get; init; }
    public long CardId { get; init; }
    public string Number { get; init; } = "";
    public long MemberId { get; init; }
    public string Phone { get; init; } = "";
    public int Slot { get; init; }
    public string Channel { get; init; } = "";
    public DateTimeOffset LinkedAt { get; init; }

    public static Task<HeldLink?> FindAsync(Session session, long link) =>
        session.FirstAsync<HeldLink>(
            """
            select l.id, l.card_id, c.number, l.member_id, m.phone, l.slot, l.channel, l.linked_at
            from card_links l join cards c on c.id = l.card_id join members m on m.id = l.member_id
            where l.id = @link and l.unlinked_at is null
            """,
            new { link }
        );

    public static Task<HeldLink?> OfCardAsync(Session session, long card) =>
        session.FirstAsync<HeldLink>(
            """
            select l.id, l.card_id, c.number, l.member_id, m.phone, l.slot, l.channel, l.linked_at
            from card_links l join cards c on c.id = l.card_id join members m on m.id = l.member_id
            where l.card_id = @card and l.unlinked_at is null
            """,
            new { card }
        );

    /// <summary>Once its card is locked no other link of that card comes or goes.</summary>
    public async Task<bool> StandsAsync(Session session) =>
        await session.ScalarAsync<long>(
            "select count(*) from card_links where id = @Id and unlinked_at is null",
            new { Id }
        ) > 0;
}
