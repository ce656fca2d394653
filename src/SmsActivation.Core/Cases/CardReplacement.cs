using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>Puts a new card in the place of one in use: the same member, the same slot. The points are moved by the shop's
/// own systems, which are told of both cards. Lock order: conversation, cards, links, member, outbox.</summary>
public sealed class CardReplacement(IDatabase database, CustomerTexts customers, EventOutbox events)
{
    /// <param name="link">Of the card that is replaced.</param>
    /// <param name="number">Of the new card, normalised.</param>
    public Task<CaseAnswer> ReplaceAsync(long link, string number, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            if (await HeldLink.FindAsync(session, link) is not { } held)
                return CaseAnswer.Changed;
            var holder = await customers.LockAsync(session, held.Phone, now);
            var replaced = await session.ExecuteAsync(
                "update cards set state = 'Replaced', updated_at = @now where id = @CardId and state = 'Active'",
                new { held.CardId, now }
            );
            if (replaced == 0 || !await held.StandsAsync(session))
                return session.Undo(CaseAnswer.Changed);
            await LinkStore.EndAsync(session, events, held.CardId, "replaced", now);
            await events.AddAsync(session, new EventToTell(EventType.CardReplaced, held.MemberId, held.CardId), now);
            if (!await TakeAsync(session, held, number, now))
                return session.Undo(CaseAnswer.NotFree);
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.CardReplaced, held.Phone, held.Number, reason)
                {
                    Detail = $"by {CardMask.Mask(number)}",
                },
                now
            );
            return await CustomerTexts.TellAsync(
                session,
                holder,
                ReplyTemplate.CardReplacedNotice,
                number,
                held.MemberId,
                now
            );
        });

    /// <summary>Whoever puts a card into a customer's hand issues it, so a prepared one will do; its code need not be
    /// told. The unique link index settles who wins.</summary>
    private async Task<bool> TakeAsync(Session session, HeldLink old, string number, DateTimeOffset now)
    {
        var taken = await session.ExecuteAsync(
            """
            update cards set state = 'Active', activated_at = @now, updated_at = @now
            where number = @number and state in ('Prepared', 'Issued') and held_at is null
                and (expires_on is null or expires_on >= @today)
            """,
            new
            {
                number,
                now,
                today = DateOnly.FromDateTime(now.UtcDateTime),
            }
        );
        if (taken == 0)
            return false;
        var card = await session.ScalarAsync<long>("select id from cards where number = @number", new { number });
        var linked = await session.TryInsertAsync(
            """
            insert into card_links (card_id, member_id, slot, channel, linked_at)
            values (@card, @MemberId, @Slot, @Channel, @now)
            """,
            new
            {
                card,
                old.MemberId,
                old.Slot,
                old.Channel,
                now,
            }
        );
        if (linked)
            await events.AddAsync(session, new EventToTell(EventType.CardActivated, old.MemberId, card), now);
        return linked;
    }
}
