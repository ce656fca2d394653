using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>Switches a card off, and on again: then it is to be activated anew.
/// Lock order: conversation, card, link, member, outbox.</summary>
public sealed class CardBlocking(IDatabase database, CustomerTexts customers, EventOutbox events)
{
    public Task<CaseAnswer> BlockAsync(long card, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            var held = await HeldLink.OfCardAsync(session, card);
            var holder = held is null ? null : await customers.LockAsync(session, held.Phone, now);
            var blocked = await session.ExecuteAsync(
                """
                update cards set state = 'Blocked', updated_at = @now
                where id = @card and state in ('Prepared', 'Issued', 'Active')
                """,
                new { card, now }
            );
            // Linked, or unlinked, since it was read: the holder to be told is another.
            if (blocked == 0 || (await HeldLink.OfCardAsync(session, card))?.Id != held?.Id)
                return session.Undo(CaseAnswer.Changed);
            await LinkStore.EndAsync(session, events, card, "blocked", now);
            await events.AddAsync(session, new EventToTell(EventType.CardBlocked, held?.MemberId, card), now);
            var number = await NumberAsync(session, card);
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.CardBlocked, held?.Phone, number, reason),
                now
            );
            return await CustomerTexts.TellAsync(
                session,
                holder,
                ReplyTemplate.CardBlockedNotice,
                number,
                held?.MemberId,
                now
            );
        });

    /// <summary>Whoever had it last when it was blocked is told, unless they have another card by now.</summary>
    public Task<CaseAnswer> UnblockAsync(long card, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            var last = await LastHolderAsync(session, card);
            var holder = last is null ? null : await customers.LockAsync(session, last.Phone, now);
            var unblocked = await session.ExecuteAsync(
                "update cards set state = 'Issued', activated_at = null, updated_at = @now where id = @card and state = 'Blocked'",
                new { card, now }
            );
            if (unblocked == 0)
                return session.Undo(CaseAnswer.Changed);
            var number = await NumberAsync(session, card);
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.CardUnblocked, last?.Phone, number, reason),
                now
            );
            return await CustomerTexts.TellAsync(
                session,
                holder,
                ReplyTemplate.CardUnblockedNotice,
                number,
                last?.MemberId,
                now
            );
        });

    private static Task<string?> NumberAsync(Session session, long card) =>
        session.ScalarAsync<string>("select number from cards where id = @card", new { card });

    private static Task<HolderRow?> LastHolderAsync(Session session, long card) =>
        session.FirstAsync<HolderRow>(
            """
            select l.member_id, m.phone
            from card_links l join members m on m.id = l.member_id
            where l.id = (select max(n.id) from card_links n where n.card_id = @card)
                and l.unlink_reason = 'blocked' and m.closed_at is null
                and not exists (
                    select 1 from card_links o where o.member_id = l.member_id and o.unlinked_at is null)
            """,
            new { card }
        );

    private sealed class HolderRow
    {
        public long MemberId { get; init; }
        public string Phone { get; init; } = "";
    }
}
