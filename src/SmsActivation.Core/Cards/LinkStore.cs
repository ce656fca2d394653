using SmsActivation.Core.Activation;
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

    /// <summary>A card past its last day frees its slot as soon as the member needs it.</summary>
    internal static async Task EndExpiredAsync(Session session, long memberId, DateTimeOffset now)
    {
        var parameters = new
        {
            memberId,
            now,
            today = DateOnly.FromDateTime(now.UtcDateTime),
        };
        await session.ExecuteAsync(
            """
            update cards set state = 'Expired', updated_at = @now
            where state = 'Active' and expires_on < @today
                and id in (select card_id from card_links where member_id = @memberId and unlinked_at is null)
            """,
            parameters
        );
        await session.ExecuteAsync(
            """
            update card_links set unlinked_at = @now, unlink_reason = 'expired'
            where member_id = @memberId and unlinked_at is null
                and card_id in (select id from cards where state = 'Expired')
            """,
            parameters
        );
    }

    /// <summary>A card that is no longer in use frees its holder's slot.</summary>
    internal static Task<int> EndAsync(Session session, long cardId, string reason, DateTimeOffset now) =>
        session.ExecuteAsync(
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
}
