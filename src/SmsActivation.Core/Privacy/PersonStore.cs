using System.Security.Cryptography;
using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Privacy;

/// <summary>Takes a person out of the database. Rows stay, so that sums, SIDs and invariants hold, but under a
/// pseudonym drawn at random, which leads back to nobody.</summary>
public sealed class PersonStore(IDatabase database, OptOutKey key, EventOutbox events)
{
    private const string PseudonymSigns = "bcdfghjkmnpqrtvwxyz"; // no digits: no phone ends like it
    private const int PseudonymLength = 16;

    /// <param name="phone">The conversation's key: E.164, or a sender of another kind as it came.</param>
    /// <param name="hostIsLive">Whether a host serves this database at the same time.</param>
    public async Task<Erasure> EraseAsync(string phone, bool hostIsLive, DateTimeOffset now)
    {
        var pseudonym = "erased:" + RandomNumberGenerator.GetString(PseudonymSigns, PseudonymLength);
        // Tables without an index by phone are read through beside the host's writes, not within one.
        var traces = await database.ReadAsync(session => PersonTraces.FindAsync(session, phone));
        var lines = await database.ReadAsync(session => CampaignTraces.LinesAsync(session, phone));
        return await database.WriteAsync(async session =>
        {
            // While it is held no text of the phone is claimed and no keyword applied.
            await session.LockAsync(
                $"select sender from conversations{session.Dialect.Locked} where sender = @phone",
                new { phone }
            );
            if (await UnderWayAsync(session, phone) is { } underWay)
                return underWay;
            var optedOut = await OptedOutAsync(session, phone);
            if (optedOut && await KeptOptOuts.KeepAsync(session, key, phone, hostIsLive, now) is { } refusal)
                return session.Undo<Erasure>(new Erasure.Refused(refusal));
            var whole = await traces.WithNewerAsync(session, phone);
            var erased = new Erased
            {
                OptOutKept = optedOut,
                // First, for what is counted of it is read in the others' rows.
                Campaigns = await CampaignTraces.ForgetAsync(session, phone, pseudonym, lines),
                Conversation =
                    await session.ExecuteAsync("delete from conversations where sender = @phone", new { phone }) > 0,
                Texts = await ForgetTextsAsync(session, whole.Texts, pseudonym),
                HolderOf = await ForgetHolderAsync(session, whole.HolderOf, now),
            };
            erased = await MemberErasure.RunAsync(session, events, erased, phone, pseudonym, now);
            await session.ExecuteAsync(
                "update staff_acts set phone = @pseudonym, reason = null where phone = @phone",
                new { phone, pseudonym }
            );
            return new Erasure.Done(
                erased with
                {
                    Replies = await ForgetRepliesAsync(session, whole.Replies, pseudonym),
                    LogRows = await ForgetLogAsync(session, phone, pseudonym),
                }
            );
        });
    }

    /// <summary>A reply that is with the carrier is not under way: a report about it changes its state and no more. Nor
    /// is one that was left to a person.</summary>
    private static async Task<Erasure?> UnderWayAsync(Session session, string phone)
    {
        var texts = await session.ScalarAsync<long>(
            "select count(*) from inbound_messages where sender = @phone and done_at is null",
            new { phone }
        );
        var replies = await session.ScalarAsync<long>(
            """
            select count(*) from outbound_messages
            where sender = @phone and state in ('queued', 'claimed', 'sending', 'retry', 'unknown')
                and left_to_person is null
            """,
            new { phone }
        );
        return texts + replies > 0 ? new Erasure.UnderWay(texts, replies) : null;
    }

    private static async Task<bool> OptedOutAsync(Session session, string phone) =>
        await session.ScalarAsync<long>(
            """
            select count(*) from conversations
            where sender = @phone and (sms_opted_out_at is not null or whatsapp_opted_out_at is not null)
            """,
            new { phone }
        ) > 0;

    /// <summary>Their SIDs stay: a webhook that comes again finds them.</summary>
    private static Task<int> ForgetTextsAsync(Session session, IReadOnlyList<long> ids, string pseudonym) =>
        PersonTraces.ForEachAsync(
            ids,
            some =>
                session.ExecuteAsync(
                    """
                    update inbound_messages set sender = @pseudonym, from_address = @pseudonym, body = ''
                    where id in @some and done_at is not null   -- one that came this instant is a new beginning
                    """,
                    new { some, pseudonym }
                )
        );

    private static Task<int> ForgetHolderAsync(Session session, IReadOnlyList<long> ids, DateTimeOffset now) =>
        PersonTraces.ForEachAsync(
            ids,
            some =>
                session.ExecuteAsync(
                    "update cards set holder_phone = null, updated_at = @now where id in @some",
                    new { some, now }
                )
        );

    private static Task<int> ForgetRepliesAsync(Session session, IReadOnlyList<long> ids, string pseudonym) =>
        PersonTraces.ForEachAsync(
            ids,
            async some =>
            {
                await session.ExecuteAsync(
                    "update send_attempts set text = '' where message_id in @some",
                    new { some }
                );
                return await session.ExecuteAsync(
                    """
                    update outbound_messages set sender = @pseudonym, to_address = @pseudonym, card = null,
                        words = null
                    where id in @some
                    """,
                    new { some, pseudonym }
                );
            }
        );

    /// <summary>The card of an activation stays: it is the history of that card.</summary>
    private static Task<int> ForgetLogAsync(Session session, string phone, string pseudonym) =>
        session.ExecuteAsync(
            """
            update activation_log set
                phone = @pseudonym, facts = '{}', card = case when outcome = 'Activated' then card else null end
            where phone = @phone
            """,
            new { phone, pseudonym }
        );
}
