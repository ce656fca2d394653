using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>Takes a card from the phone that has it, so that another may activate it as if it were new.
/// Lock order: conversation, card, link, member, outbox.</summary>
public sealed class LinkChanges(IDatabase database, CustomerTexts customers, EventOutbox events)
{
    /// <summary>After this the customer has their password, and may have spent points.</summary>
    public static readonly TimeSpan UndoWithin = TimeSpan.FromMinutes(15);

    /// <summary>For a card that another phone has shown to be its own.</summary>
    public Task<CaseAnswer> UnlinkAsync(long link, Actor by, string reason, DateTimeOffset now) =>
        EndAsync(
            link,
            new Ending("unlinked", StaffActKind.CardUnlinked, ReplyTemplate.CardUnlinked, null),
            by,
            reason,
            now
        );

    /// <summary>For an activation that should not have been: its consent ends with it.</summary>
    public Task<CaseAnswer> UndoAsync(long link, Actor by, string reason, DateTimeOffset now) =>
        EndAsync(
            link,
            new Ending("undone", StaffActKind.ActivationUndone, ReplyTemplate.ActivationUndone, now - UndoWithin),
            by,
            reason,
            now
        );

    private Task<CaseAnswer> EndAsync(long link, Ending ending, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            if (await HeldLink.FindAsync(session, link) is not { } held)
                return CaseAnswer.Changed;
            if (held.LinkedAt <= ending.NotBefore)
                return CaseAnswer.TooLate;
            var holder = await customers.LockAsync(session, held.Phone, now);
            var freed = await session.ExecuteAsync(
                """
                update cards set state = 'Issued', activated_at = null, updated_at = @now
                where id = @CardId and state = 'Active'
                """,
                new { held.CardId, now }
            );
            if (freed == 0 || !await held.StandsAsync(session))
                return session.Undo(CaseAnswer.Changed);
            await LinkStore.EndAsync(session, events, held.CardId, ending.Word, now);
            await ForgetAccessAsync(session, held, now);
            if (ending.NotBefore is not null)
                await RevokeConsentAsync(session, held, now);
            await StaffActs.WriteAsync(session, new StaffAct(by, ending.Kind, held.Phone, held.Number, reason), now);
            return await CustomerTexts.TellAsync(session, holder, ending.Told, held.Number, held.MemberId, now);
        });

    /// <summary>A password that came with this card opens nothing any more, nor does any other once no card is left; and
    /// what still waits to be sent must not say that the card is active.</summary>
    private static async Task ForgetAccessAsync(Session session, HeldLink held, DateTimeOffset now)
    {
        var left = await session.ScalarAsync<long>(
            "select count(*) from card_links where member_id = @MemberId and unlinked_at is null",
            held
        );
        var parameters = new
        {
            held.MemberId,
            held.Phone,
            held.Number,
            held.LinkedAt,
            last4 = held.Number[^4..],
            noneLeft = left == 0,
            now,
        };
        await session.ExecuteAsync(
            """
            update temporary_passwords set voided_at = @now
            where member_id = @MemberId and used_at is null and voided_at is null
                and (@noneLeft = 1 or attempt_token in (
                    select a.token from activation_log l join send_attempts a on a.message_id = l.reply_id
                    where l.card = @Number and l.outcome = 'Activated' and l.at = @LinkedAt))
            """,
            parameters
        );
        await session.ExecuteAsync(
            """
            update outbound_messages set state = 'failed', settled_at = @now, error = 'the card was taken back'
            where sender = @Phone and member_id = @MemberId and state in ('queued', 'retry')
                and ((@noneLeft = 1 and holds_password = 1)
                    or (card = @last4 and template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain')))
            """,
            parameters
        );
    }

    /// <summary>Given by the very text that is undone.</summary>
    private static Task<int> RevokeConsentAsync(Session session, HeldLink held, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            update consents set revoked_at = @now
            where member_id = @MemberId and kind = 'service' and given_at = @LinkedAt and revoked_at is null
            """,
            new
            {
                held.MemberId,
                held.LinkedAt,
                now,
            }
        );

    /// <param name="NotBefore">Links older than this are left as they are; null where any may end.</param>
    private sealed record Ending(string Word, StaffActKind Kind, ReplyTemplate Told, DateTimeOffset? NotBefore);
}
