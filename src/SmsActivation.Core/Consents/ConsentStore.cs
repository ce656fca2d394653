using SmsActivation.Core.Accounts;
using SmsActivation.Core.Events;
using SmsActivation.Core.Profiles;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Consents;

/// <summary>What members agreed to, when, and in which words.</summary>
public sealed class ConsentStore(IDatabase database, AccountOptions options, EventOutbox events)
{
    /// <summary>What an event and the API call it.</summary>
    public const string MarketingField = "consents.marketing";

    /// <summary>Keeps the words of today. A version whose words are already kept must have the same: answers those that
    /// have not, for then nobody could say what was agreed to.</summary>
    public Task<IReadOnlyList<ConsentText>> KeepAsync(ConsentTexts texts, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var changed = new List<ConsentText>();
            foreach (var text in texts.All)
            {
                var row = new
                {
                    kind = text.Kind.Word(),
                    text.Version,
                    text.Language,
                    text.Text,
                    now,
                };
                var kept = await session.ScalarAsync<string>(
                    """
                    select text from consent_texts
                    where kind = @kind and version = @Version and language = @Language
                    """,
                    row
                );
                if (kept is null)
                    await session.TryInsertAsync(
                        """
                        insert into consent_texts (kind, version, language, text, created_at)
                        values (@kind, @Version, @Language, @Text, @now)
                        """,
                        row
                    );
                else if (kept != text.Text)
                    changed.Add(text);
            }
            return changed.Count == 0 ? changed : session.Undo<IReadOnlyList<ConsentText>>(changed);
        });

    /// <summary>All of a member's, the newest first, with their words; those of a language that has none are shown in
    /// another.</summary>
    public Task<IReadOnlyList<GivenConsent>> OfAsync(long member) =>
        database.ReadAsync(session => OfAsync(session, member));

    internal static Task<IReadOnlyList<GivenConsent>> OfAsync(Session session, long member) =>
        session.QueryAsync<GivenConsent>(
            """
            select c.id, c.kind, c.version, c.language, c.source, c.given_at, c.revoked_at, c.revoked_by,
                   coalesce(
                       (select t.text from consent_texts t
                        where t.kind = c.kind and t.version = c.version and t.language = c.language),
                       (select min(t.text) from consent_texts t
                        where t.kind = c.kind and t.version = c.version and t.language = 'en'),
                       (select min(t.text) from consent_texts t
                        where t.kind = c.kind and t.version = c.version)) as text
            from consents c where c.member_id = @member order by c.id desc
            """,
            new { member }
        );

    /// <summary>Whether the member's phone has opted out of SMS: then nothing is offered to it, whatever was agreed to.</summary>
    public Task<bool> HasStoppedAsync(long member) =>
        database.ReadAsync(async session =>
            await session.ScalarAsync<long>(
                """
                select count(*) from members m join conversations c on c.sender = m.phone
                where m.id = @member and c.sms_opted_out_at is not null
                """,
                new { member }
            ) > 0
        );

    /// <summary>What their phone's owner agreed to by the word of a list, in force; the newest first.</summary>
    public Task<IReadOnlyList<PhoneConsent>> ByListsAsync(long member) =>
        database.ReadAsync<IReadOnlyList<PhoneConsent>>(async session =>
            await session.ScalarAsync<string>("select phone from members where id = @member", new { member })
                is { } phone
                ? [.. (await PhoneConsents.OfPhoneAsync(session, phone)).Where(consent => consent.RevokedAt is null)]
                : []
        );

    /// <summary>Agrees to marketing in these words; what was agreed to in others ends with it.</summary>
    /// <param name="source">The page or the API that was used.</param>
    public Task<MarketingAnswer> AgreeToMarketingAsync(
        long member,
        ConsentText words,
        string source,
        DateTimeOffset now
    ) => database.WriteAsync(session => AgreeToMarketingAsync(session, member, words, source, now));

    internal async Task<MarketingAnswer> AgreeToMarketingAsync(
        Session session,
        long member,
        ConsentText words,
        string source,
        DateTimeOffset now
    )
    {
        // Locks the row against a second answer, and against a birthday that changes meanwhile.
        await session.ExecuteAsync("update members set profile = profile where id = @member", new { member });
        var profile = ProfileStore.Read(await ProfileStore.FindAsync(session, member));
        var answer = MarketingAge.Of(options, profile, now);
        if (answer != MarketingAnswer.Allowed)
            return answer;
        var row = new
        {
            member,
            words.Version,
            words.Language,
            source,
            now,
        };
        await session.ExecuteAsync(
            """
            update consents set revoked_at = @now, revoked_by = @source
            where member_id = @member and kind = 'marketing' and revoked_at is null and version <> @Version
            """,
            row
        );
        var given = await session.ExecuteAsync(
            """
            insert into consents (member_id, kind, version, language, source, given_at)
            select m.id, 'marketing', @Version, @Language, @source, @now
            from members m
            where m.id = @member and m.closed_at is null and not exists (
                select 1 from consents
                where member_id = @member and kind = 'marketing' and revoked_at is null)
            """,
            row
        );
        if (given > 0)
            await TellAsync(session, events, member, now);
        return answer;
    }

    /// <param name="source">The page or the API that was used.</param>
    public Task<bool> RevokeMarketingAsync(long member, string source, DateTimeOffset now) =>
        database.WriteAsync(session => RevokeMarketingAsync(session, member, source, now));

    internal async Task<bool> RevokeMarketingAsync(Session session, long member, string source, DateTimeOffset now)
    {
        if (await RevokeAsync(session, member, ConsentKind.Marketing, source, now) == 0)
            return false;
        await TellAsync(session, events, member, now);
        return true;
    }

    /// <summary>What a STOP had ended before, START does not bring back after this.</summary>
    internal static async Task<int> RevokeAsync(
        Session session,
        long member,
        ConsentKind kind,
        string source,
        DateTimeOffset now
    )
    {
        var parameters = new
        {
            member,
            kind = kind.Word(),
            source,
            now,
        };
        await session.ExecuteAsync(
            "update consents set may_resume = 0 where member_id = @member and kind = @kind and may_resume = 1",
            parameters
        );
        // What they agreed to by the word of a list ends with it.
        var listed =
            kind == ConsentKind.Marketing ? await PhoneConsents.WithdrawAsync(session, member, source, now) : 0;
        return listed
            + await session.ExecuteAsync(
                """
                update consents set revoked_at = @now, revoked_by = @source
                where member_id = @member and kind = @kind and revoked_at is null
                """,
                parameters
            );
    }

    internal static Task TellAsync(Session session, EventOutbox events, long member, DateTimeOffset now) =>
        events.AddAsync(
            session,
            new EventToTell(EventType.MemberProfileChanged, member, null) { Changed = MarketingField },
            now
        );
}

/// <summary>One consent of a member.</summary>
public sealed class GivenConsent
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string Version { get; init; } = "";

    /// <summary>In which it was asked for; null in consents older than that was kept.</summary>
    public string? Language { get; init; }

    /// <summary>The text that gave it, the page, or the key of the API.</summary>
    public string Source { get; init; } = "";
    public DateTimeOffset GivenAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>As <see cref="Source"/>, or <c>carrier:21610</c>, <c>earlier</c> or <c>age</c>; null in consents that ended
    /// before it was kept.</summary>
    public string? RevokedBy { get; init; }

    /// <summary>Word for word; null when it was given before texts were kept.</summary>
    public string? Text { get; init; }
}
