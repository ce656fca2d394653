using System.Text.Encodings.Web;
using System.Text.Json;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Profiles;

/// <summary>What members say of themselves: a name and an answer each, as one JSON object beside the member.</summary>
public sealed class ProfileStore(IDatabase database, AccountOptions options, EventOutbox events)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Task<IReadOnlyDictionary<string, string>> OfAsync(long member) =>
        database.ReadAsync(async session => Read(await FindAsync(session, member)));

    /// <summary>Takes answers over, and leaves those that are not among them. Answers the names of what changed; null
    /// when there is no such member any more.</summary>
    public Task<IReadOnlyList<string>?> SaveAsync(
        long member,
        IReadOnlyDictionary<string, string?> taken,
        DateTimeOffset now
    ) => database.WriteAsync(session => SaveAsync(session, member, taken, now));

    internal async Task<IReadOnlyList<string>?> SaveAsync(
        Session session,
        long member,
        IReadOnlyDictionary<string, string?> taken,
        DateTimeOffset now
    )
    {
        // The member's row is locked before it is read: two pages saved at once both stay.
        var open = await session.ExecuteAsync(
            "update members set profile = profile where id = @member and closed_at is null",
            new { member }
        );
        if (open == 0)
            return null;
        var profile = new Dictionary<string, string>(Read(await FindAsync(session, member)), StringComparer.Ordinal);
        var changed = new List<string>();
        foreach (var (name, answer) in taken)
        {
            if (profile.GetValueOrDefault(name) == answer)
                continue;
            changed.Add(name);
            if (answer is null)
                profile.Remove(name);
            else
                profile[name] = answer;
        }
        if (changed.Count == 0)
            return [];
        await session.ExecuteAsync(
            "update members set profile = @profile where id = @member",
            new { member, profile = profile.Count == 0 ? null : JsonSerializer.Serialize(profile, Json) }
        );
        // Who turns out to be too young has agreed to nothing.
        if (
            !MarketingAge.Allows(options, profile, now)
            && await ConsentStore.RevokeAsync(session, member, ConsentKind.Marketing, "age", now) > 0
        )
            changed.Add(ConsentStore.MarketingField);
        var told = new EventToTell(EventType.MemberProfileChanged, member, null)
        {
            Changed = string.Join(',', changed),
        };
        await events.AddAsync(session, told, now);
        return changed;
    }

    internal static Task<string?> FindAsync(Session session, long member) =>
        session.ScalarAsync<string>("select profile from members where id = @member", new { member });

    internal static IReadOnlyDictionary<string, string> Read(string? profile) =>
        profile is null
            ? new Dictionary<string, string>()
            : JsonSerializer.Deserialize<Dictionary<string, string>>(profile)!;
}
