using SmsActivation.Core.Activation;
using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards;

/// <summary>The links between cards and members: statements that run inside a larger transaction.</summary>
public static class LinkStore
{
    /// <summary>False when the card or the slot was taken meanwhile.</summary>
    internal static Task<bool> TryLinkAsync(
        Session session,
        CardActivation activation,
        long memberId,
        Channel channel,
        DateTimeOffset now
    ) =>
        session.TryInsertAsync(
            """
            insert into card_links (card_id, member_id, slot, channel, linked_at)
            values (@CardId, @memberId, @Slot, @channel, @now)
            """,
            new
            {
                activation.CardId,
                activation.Slot,
                memberId,
                channel = channel.Word(),
                now,
            }
        );

    /// <summary>Whether the member, who has a card now, never had another.</summary>
    internal static async Task<bool> IsFirstAsync(Session session, long memberId) =>
        await session.ScalarAsync<long>("select count(*) from card_links where member_id = @memberId", new { memberId })
        == 1;

    /// <summary>A card past its last day frees its slot as soon as the member needs it.</summary>
    internal static async Task EndExpiredAsync(Session session, EventOutbox events, long memberId, DateTimeOffset now)
    {
        var expired = await session.QueryAsync<long>(
            """
            select c.id from card_links l join cards c on c.id = l.card_id
            where l.member_id = @memberId and l.unlinked_at is null
                and (c.state = 'Expired' or (c.state = 'Active' and c.expires_on < @today))
            """,
            new { memberId, today = DateOnly.FromDateTime(now.UtcDateTime) }
        );
        foreach (var cardId in expired)
        {
            await session.ExecuteAsync(
                "update cards set state = 'Expired', updated_at = @now where id = @cardId and state = 'Active'",
                new { cardId, now }
            );
            await EndAsync(session, events, cardId, "expired", now);
        }
    }

    /// <summary>A card that is no longer in use frees its holder's slot. Answers whose it was; null when nobody's.</summary>
    internal static async Task<long?> EndAsync(
        Session session,
        EventOutbox events,
        long cardId,
        string reason,
        DateTimeOffset now
    )
    {
        var member = await session.ScalarAsync<long?>(
            "select member_id from card_links where card_id = @cardId and unlinked_at is null",
            new { cardId }
        );
        var ended = await session.ExecuteAsync(
            """
            update card_links set unlinked_at = @now, unlink_reason = @reason
            where card_id = @cardId and unlinked_at is null
            """,
            new
            {
                cardId,
                reason,
                now,
            }
        );
        if (ended == 0)
            return null;
        await events.AddAsync(
            session,
            new EventToTell(EventType.CardUnlinked, member, cardId) { Reason = reason },
            now
        );
        return member;
    }

    /// <summary>Blocks all cards of a member who leaves: whoever finds one must not spend its points. Answers their
    /// numbers.</summary>
    internal static async Task<IReadOnlyList<string>> BlockAllAsync(
        Session session,
        EventOutbox events,
        long memberId,
        string reason,
        DateTimeOffset now
    )
    {
        var cards = await session.QueryAsync<LinkedCard>(
            """
            select c.id, c.number from card_links l join cards c on c.id = l.card_id
            where l.member_id = @memberId and l.unlinked_at is null
            """,
            new { memberId }
        );
        foreach (var card in cards)
        {
            var blocked = await session.ExecuteAsync(
                "update cards set state = 'Blocked', updated_at = @now where id = @Id and state = 'Active'",
                new { card.Id, now }
            );
            await EndAsync(session, events, card.Id, reason, now);
            if (blocked > 0)
                await events.AddAsync(
                    session,
                    new EventToTell(EventType.CardBlocked, memberId, card.Id) { Reason = reason },
                    now
                );
        }
        return [.. cards.Select(card => card.Number)];
    }

    private sealed class LinkedCard
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
    }
}
