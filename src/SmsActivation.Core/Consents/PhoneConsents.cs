using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Consents;

/// <summary>What a phone's owner has agreed to be offered, as a list claims it and as their account says: ended by an
/// opt-out, and brought back by START, in statements that run while the phone's conversation is locked.</summary>
internal static class PhoneConsents
{
    /// <summary>All that is in force ends.</summary>
    /// <param name="source">The text, or the carrier.</param>
    public static async Task EndAsync(
        Session session,
        EventOutbox events,
        string phone,
        string source,
        DateTimeOffset at,
        DateTimeOffset now
    )
    {
        await session.ExecuteAsync(
            """
            update phone_consents set revoked_at = @at, revoked_by = @source, may_resume = 1
            where phone = @phone and revoked_at is null
            """,
            new
            {
                phone,
                source,
                at,
            }
        );
        if (await MemberAsync(session, phone) is not { } member)
            return;
        var ended = await session.ExecuteAsync(
            """
            update consents set revoked_at = @at, revoked_by = @source, may_resume = 1
            where member_id = @member and kind = 'marketing' and revoked_at is null
            """,
            new
            {
                member,
                source,
                at,
            }
        );
        if (ended > 0)
            await ConsentStore.TellAsync(session, events, member, now);
    }

    /// <summary>What opt-outs had ended is in force again, each as a line of its own; nothing else is.</summary>
    public static async Task ResumeAsync(
        Session session,
        EventOutbox events,
        string phone,
        string source,
        DateTimeOffset at,
        DateTimeOffset now
    )
    {
        var parameters = new
        {
            phone,
            source,
            at,
        };
        await session.ExecuteAsync(
            """
            insert into phone_consents (phone, source, words, given_at, resumed_at, resumed_by)
            select c.phone, c.source, c.words, c.given_at, @at, @source
            from phone_consents c
            where c.phone = @phone and c.may_resume = 1 and not exists (
                select 1 from phone_consents s
                where s.phone = @phone and s.words = c.words
                    -- one that is in force, or the same one, which an earlier START had brought back
                    and (s.revoked_at is null or (s.may_resume = 1 and s.id > c.id)))
            """,
            parameters
        );
        await session.ExecuteAsync(
            "update phone_consents set may_resume = 0 where phone = @phone and may_resume = 1",
            parameters
        );
        if (await MemberAsync(session, phone) is not { } member)
            return;
        var resumed = await session.ExecuteAsync(
            """
            insert into consents (member_id, kind, version, language, source, given_at)
            select c.member_id, c.kind, c.version, c.language, @source, @at
            from consents c
            where c.id = (
                    select max(l.id) from consents l
                    where l.member_id = @member and l.kind = 'marketing' and l.may_resume = 1)
                and not exists (
                    select 1 from consents s
                    where s.member_id = @member and s.kind = 'marketing' and s.revoked_at is null)
            """,
            new
            {
                member,
                source,
                at,
            }
        );
        await session.ExecuteAsync(
            "update consents set may_resume = 0 where member_id = @member and may_resume = 1",
            new { member }
        );
        if (resumed > 0)
            await ConsentStore.TellAsync(session, events, member, now);
    }

    /// <summary>By its owner in the account: nothing brings it back. How many were in force.</summary>
    public static async Task<int> WithdrawAsync(Session session, long member, string source, DateTimeOffset now)
    {
        var parameters = new
        {
            member,
            source,
            now,
        };
        await session.ExecuteAsync(
            """
            update phone_consents set may_resume = 0
            where phone = (select m.phone from members m where m.id = @member) and may_resume = 1
            """,
            parameters
        );
        return await session.ExecuteAsync(
            """
            update phone_consents set revoked_at = @now, revoked_by = @source
            where phone = (select m.phone from members m where m.id = @member) and revoked_at is null
            """,
            parameters
        );
    }

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<PhoneConsent>> OfPhoneAsync(Session session, string phone) =>
        session.QueryAsync<PhoneConsent>(
            """
            select id, source, words, given_at, revoked_at, revoked_by, resumed_at, resumed_by from phone_consents
            where phone = @phone order by id desc
            """,
            new { phone }
        );

    /// <summary>Its row is locked, against an answer on the page that comes this instant.</summary>
    private static Task<long?> MemberAsync(Session session, string phone) =>
        session.ScalarAsync<long?>(
            $"select id from members{session.Dialect.Locked} where phone = @phone and closed_at is null",
            new { phone }
        );
}

/// <summary>What the owner of a phone agreed to by the word of a list.</summary>
public sealed class PhoneConsent
{
    public long Id { get; init; }

    /// <summary>Where it was given.</summary>
    public string Source { get; init; } = "";

    /// <summary>To the letter.</summary>
    public string Words { get; init; } = "";
    public DateTimeOffset GivenAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The text that ended it, as <c>sms:SM…</c>, or <c>carrier:21610</c>, or <c>earlier</c>.</summary>
    public string? RevokedBy { get; init; }

    /// <summary>When START brought it back: a STOP had ended it before.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    /// <summary>The text.</summary>
    public string? ResumedBy { get; init; }
}
