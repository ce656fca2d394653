using SmsActivation.Core.Consents;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Privacy;

/// <summary>Opt-outs that outlive the erasure of their phone: moved here as a keyed hash, and back to the conversation
/// when the phone is heard of again.</summary>
public static class KeptOptOuts
{
    private const string KeyFact = "opt_out_key";
    private const int HashesInOneSelect = 200;

    /// <summary>Why a host with this key must not serve: it would not find the opt-outs that are kept.</summary>
    public static Task<string?> FaultAsync(IDatabase database, OptOutKey key) =>
        database.ReadAsync(async session =>
            await AnyAsync(session) && await KeyAsync(session) != key.Id
                ? "Privacy:HashKey is not the key that this database's kept opt-outs were hashed with: phones that "
                    + "opted out before they were erased would be texted again. Set it as it was."
                : null
        );

    /// <summary>Writes down which key the host looks opt-outs up with.</summary>
    public static Task RecordKeyAsync(IDatabase database, OptOutKey key) =>
        database.WriteAsync(session => RecordKeyAsync(session, key));

    /// <summary>Copies a phone's opt-out out of its conversation. Answers why it could not, or null.</summary>
    /// <param name="hostIsLive">A running host looks opt-outs up with the key it was started with.</param>
    internal static async Task<string?> KeepAsync(
        Session session,
        OptOutKey key,
        string phone,
        bool hostIsLive,
        DateTimeOffset now
    )
    {
        if (!key.HasKey)
            return "It has opted out, and that is kept as a keyed hash: set Privacy:HashKey, for the host as well.";
        if (await KeyAsync(session) is { } hosts && hosts != key.Id && (hostIsLive || await AnyAsync(session)))
            return "It has opted out, and the host looks that up with another Privacy:HashKey, or with none: give the "
                + "host and this verb the same key, and restart the host.";
        await RecordKeyAsync(session, key);
        var parameters = new
        {
            phone,
            hash = key.Of(phone),
            now,
        };
        await session.ExecuteAsync("delete from kept_opt_outs where phone_hash = @hash", parameters);
        await session.ExecuteAsync(
            """
            insert into kept_opt_outs
                (phone_hash, sms_opted_out_at, sms_keyword_at, whatsapp_opted_out_at, whatsapp_keyword_at, kept_at)
            select @hash, sms_opted_out_at, sms_keyword_at, whatsapp_opted_out_at, whatsapp_keyword_at, @now
            from conversations where sender = @phone
            """,
            parameters
        );
        return null;
    }

    /// <summary>For whoever makes a conversation: one of a phone that was erased takes up the opt-out it had.</summary>
    internal static async Task GiveBackAsync(Session session, OptOutKey key, string phone)
    {
        // A host without a key does not start on a database that keeps any.
        if (!key.HasKey)
            return;
        var hash = key.Of(phone);
        if (
            await session.FirstAsync<OptOutRow>(
                """
                select sms_opted_out_at, sms_keyword_at, whatsapp_opted_out_at, whatsapp_keyword_at
                from kept_opt_outs where phone_hash = @hash
                """,
                new { hash }
            )
            is not { } kept
        )
            return;
        await session.ExecuteAsync(
            """
            update conversations set
                sms_opted_out_at = @SmsOptedOutAt, sms_keyword_at = @SmsKeywordAt,
                whatsapp_opted_out_at = @WhatsappOptedOutAt, whatsapp_keyword_at = @WhatsappKeywordAt
            where sender = @phone
            """,
            new
            {
                phone,
                kept.SmsOptedOutAt,
                kept.SmsKeywordAt,
                kept.WhatsappOptedOutAt,
                kept.WhatsappKeywordAt,
            }
        );
        await OptOuts.TakeUpAsync(session, phone);
        // From here on the conversation says it, and START may end it.
        await session.ExecuteAsync("delete from kept_opt_outs where phone_hash = @hash", new { hash });
    }

    /// <summary>Those of the phones that had opted out of SMS before they were erased.</summary>
    internal static async Task<IReadOnlySet<string>> AmongAsync(
        Session session,
        OptOutKey key,
        IReadOnlyList<string> phones
    )
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (!key.HasKey || !await AnyAsync(session))
            return found;
        foreach (var some in phones.Chunk(HashesInOneSelect))
        {
            var byHash = some.Distinct().ToDictionary(key.Of, StringComparer.Ordinal);
            var kept = await session.QueryAsync<string>(
                """
                select phone_hash from kept_opt_outs where phone_hash in @hashes and sms_opted_out_at is not null
                """,
                new { hashes = byHash.Keys.ToArray() }
            );
            found.UnionWith(kept.Select(hash => byHash[hash]));
        }
        return found;
    }

    private static async Task<bool> RecordKeyAsync(Session session, OptOutKey key)
    {
        var fact = new { name = KeyFact, value = key.Id };
        return await session.ExecuteAsync("update facts set value = @value where name = @name", fact) > 0
            || await session.TryInsertAsync("insert into facts (name, value) values (@name, @value)", fact);
    }

    private static Task<string?> KeyAsync(Session session) =>
        session.ScalarAsync<string?>("select value from facts where name = @name", new { name = KeyFact });

    private static async Task<bool> AnyAsync(Session session) =>
        await session.ScalarAsync<long>("select count(*) from kept_opt_outs") > 0;

    private sealed class OptOutRow
    {
        public DateTimeOffset? SmsOptedOutAt { get; init; }
        public DateTimeOffset? SmsKeywordAt { get; init; }
        public DateTimeOffset? WhatsappOptedOutAt { get; init; }
        public DateTimeOffset? WhatsappKeywordAt { get; init; }
    }
}
