using SmsActivation.Core.Consents;
using SmsActivation.Core.Events;
using SmsActivation.Core.Profiles;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Members;

/// <summary>Changes of a member that belong together: all of them are made, or none is.</summary>
public sealed class MemberEditing(IDatabase database, ProfileStore profiles, ConsentStore consents, EventOutbox events)
{
    /// <summary>Null when there is no such member, or the account is closed.</summary>
    public Task<MarketingAnswer?> EditAsync(long member, MemberEdit edit, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var profile = edit.ForgetsProfile ? await ForgottenAsync(session, member) : edit.Profile;
            if (await profiles.SaveAsync(session, member, profile, now) is null)
                return session.Undo<MarketingAnswer?>(null);
            if (edit.Language is not null || edit.ForgetsLanguage)
                await SpeakAsync(session, member, edit.Language, now);
            if (edit.WithdrawsMarketing)
                await consents.RevokeMarketingAsync(session, member, edit.Source, now);
            if (edit.Marketing is not { } words)
                return MarketingAnswer.Allowed;
            var answer = await consents.AgreeToMarketingAsync(session, member, words, edit.Source, now);
            return answer == MarketingAnswer.Allowed ? answer : session.Undo<MarketingAnswer?>(answer);
        });

    private static async Task<Dictionary<string, string?>> ForgottenAsync(Session session, long member) =>
        ProfileStore
            .Read(await ProfileStore.FindAsync(session, member))
            .ToDictionary(one => one.Key, _ => (string?)null);

    private async Task SpeakAsync(Session session, long member, string? language, DateTimeOffset now)
    {
        var changed = await session.ExecuteAsync(
            """
            update members set language = @language
            where id = @member and coalesce(language, '') <> coalesce(@language, '')
            """,
            new { member, language }
        );
        if (changed > 0)
            await events.AddAsync(
                session,
                new EventToTell(EventType.MemberProfileChanged, member, null) { Changed = "language" },
                now
            );
    }
}

/// <summary>What is to change; what is null stays.</summary>
public sealed record MemberEdit
{
    public string? Language { get; init; }

    /// <summary>Then the account speaks the browser's.</summary>
    public bool ForgetsLanguage { get; init; }

    /// <summary>All answers are taken back.</summary>
    public bool ForgetsProfile { get; init; }

    /// <summary>Read by the questions; null takes an answer back.</summary>
    public IReadOnlyDictionary<string, string?> Profile { get; init; } = new Dictionary<string, string?>();

    /// <summary>The words that are agreed to.</summary>
    public ConsentText? Marketing { get; init; }
    public bool WithdrawsMarketing { get; init; }

    /// <summary>Where the consent was given, or taken back.</summary>
    public string Source { get; init; } = "";
}
