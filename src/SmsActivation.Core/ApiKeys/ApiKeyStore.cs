using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.ApiKeys;

/// <summary>What a key opens.</summary>
public enum ApiRole
{
    /// <summary>The shop's own site: members and their passwords.</summary>
    Site,

    /// <summary>A till: whether a card may collect and spend, and nothing of its owner.</summary>
    Pos,
}

/// <summary>Keys of the API. A key is looked up for each request, so a revoked one opens nothing from then on.</summary>
public sealed class ApiKeyStore(IDatabase database)
{
    /// <summary>Cards that are not there, of one key in an hour, before it is suspended: a till mistypes, a thief
    /// guesses.</summary>
    public const int MostMisses = 20;

    private const int KeyBytes = 32;
    private static readonly TimeSpan MissWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);

    /// <summary>A new key, which nobody can read again; null when a key of this name is in use.</summary>
    public async Task<string?> CreateAsync(ApiRole role, string name, DateTimeOffset now)
    {
        var word = Word(role);
        var key = $"{word}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes))}";
        var created = await database.WriteAsync(session =>
            session.TryInsertAsync(
                "insert into api_keys (name, role, key_hash, created_at) values (@name, @word, @hash, @now)",
                new
                {
                    name,
                    word,
                    hash = HashOf(key),
                    now,
                }
            )
        );
        return created ? key : null;
    }

    /// <summary>All of them, revoked ones too, the oldest first.</summary>
    public Task<IReadOnlyList<ApiKey>> ListAsync() =>
        database.ReadAsync(session => session.QueryAsync<ApiKey>($"{Columns} from api_keys order by id"));

    /// <summary>False when no key of this name is in use.</summary>
    public async Task<bool> RevokeAsync(string name, DateTimeOffset now) =>
        await database.WriteAsync(session =>
            session.ExecuteAsync(
                "update api_keys set revoked_at = @now where name = @name and revoked_at is null",
                new { name, now }
            )
        ) > 0;

    /// <summary>A suspended key opens again; false when there is none of this name.</summary>
    public async Task<bool> ResumeAsync(string name) =>
        await database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update api_keys set suspended_at = null, misses = 0, misses_since = null
                where name = @name and revoked_at is null and suspended_at is not null
                """,
                new { name }
            )
        ) > 0;

    /// <summary>Null for what is no key, or one that was revoked.</summary>
    public async Task<ApiKey?> FindAsync(string key, DateTimeOffset now)
    {
        var found = await database.ReadAsync(session =>
            session.FirstAsync<ApiKey>(
                $"{Columns} from api_keys where key_hash = @hash and revoked_at is null",
                new { hash = HashOf(key) }
            )
        );
        if (found is not null && (found.LastUsedAt is not { } last || (now - last).Duration() > UsedEvery))
            await database.WriteAsync(session =>
                session.ExecuteAsync("update api_keys set last_used_at = @now where id = @Id", new { found.Id, now })
            );
        return found;
    }

    /// <summary>Counts a card that was not there; true when it was the one too many.</summary>
    public Task<bool> MissAsync(ApiKey key, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var parameters = new
            {
                key.Id,
                now,
                windowStart = now - MissWindow,
                MostMisses,
            };
            await session.ExecuteAsync(
                """
                update api_keys set
                    misses = case when misses_since > @windowStart then misses + 1 else 1 end,
                    misses_since = case when misses_since > @windowStart then misses_since else @now end
                where id = @Id
                """,
                parameters
            );
            var suspended = await session.ExecuteAsync(
                "update api_keys set suspended_at = @now where id = @Id and suspended_at is null and misses > @MostMisses",
                parameters
            );
            if (suspended == 0)
                return false;
            await Alert.RaiseAsync(session, new Alert(AlertKind.ApiKeySuspended, key.Name), now);
            return true;
        });

    public static string Word(ApiRole role) => role == ApiRole.Site ? "site" : "pos";

    private const string Columns = "select id, name, role, created_at, last_used_at, revoked_at, suspended_at";

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

public sealed class ApiKey
{
    public long Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>site or pos.</summary>
    public string Role { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public DateTimeOffset? SuspendedAt { get; init; }
}
