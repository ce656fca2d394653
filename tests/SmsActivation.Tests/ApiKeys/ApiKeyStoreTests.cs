using SmsActivation.Core.ApiKeys;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.ApiKeys;

public sealed class ApiKeyStoreTests : IAsyncDisposable
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly ApiKeyStore _keys;

    public ApiKeyStoreTests() => _keys = new ApiKeyStore(_temporary.Database);

    private DateTimeOffset Now => _clock.GetUtcNow();

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task A_key_opens_until_it_is_revoked_and_only_its_hash_is_kept()
    {
        var key = await _keys.CreateAsync(ApiRole.Pos, "till 1", Now);
        Assert.Matches("^pos_[A-Za-z0-9_-]{43}$", key);
        Assert.Equal(
            ("till 1", "pos"),
            ((await _keys.FindAsync(key!, Now))!.Name, (await _keys.FindAsync(key!, Now))!.Role)
        );
        Assert.Null(await _keys.FindAsync(key + "x", Now));
        Assert.NotEqual(key, await _temporary.ScalarAsync<string>("select key_hash from api_keys"));
        Assert.True(await _keys.RevokeAsync("till 1", Now));
        Assert.Null(await _keys.FindAsync(key!, Now));
        Assert.False(await _keys.RevokeAsync("till 1", Now));
    }

    [Fact]
    public async Task A_name_is_in_use_once_and_free_after_its_key_was_revoked()
    {
        Assert.NotNull(await _keys.CreateAsync(ApiRole.Pos, "till 1", Now));
        Assert.Null(await _keys.CreateAsync(ApiRole.Site, "till 1", Now));
        await _keys.RevokeAsync("till 1", Now);
        Assert.NotNull(await _keys.CreateAsync(ApiRole.Site, "till 1", Now));
        Assert.Equal(["pos", "site"], (await _keys.ListAsync()).Select(key => key.Role));
    }

    [Fact]
    public async Task Its_last_use_is_shown_to_the_minute()
    {
        var key = (await _keys.CreateAsync(ApiRole.Pos, "till 1", Now))!;
        Assert.Null(Assert.Single(await _keys.ListAsync()).LastUsedAt);
        var first = Now;
        await _keys.FindAsync(key, Now);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await _keys.FindAsync(key, Now);
        Assert.Equal(first, Assert.Single(await _keys.ListAsync()).LastUsedAt);
        _clock.Advance(TimeSpan.FromSeconds(31));
        await _keys.FindAsync(key, Now);
        Assert.Equal(Now, Assert.Single(await _keys.ListAsync()).LastUsedAt);
    }

    [Fact]
    public async Task The_miss_after_twenty_in_an_hour_suspends_it_and_tells_a_person_once()
    {
        var key = await FindAsync(await _keys.CreateAsync(ApiRole.Pos, "till 1", Now));
        for (var i = 0; i < ApiKeyStore.MostMisses; i++)
            Assert.False(await _keys.MissAsync(key, Now));
        Assert.True(await _keys.MissAsync(key, Now));
        Assert.False(await _keys.MissAsync(key, Now));
        Assert.NotNull(Assert.Single(await _keys.ListAsync()).SuspendedAt);
        Assert.Equal(
            1,
            await _temporary.ScalarAsync<long>("select count(*) from alerts where kind = 'ApiKeySuspended'")
        );
        Assert.True(await _keys.ResumeAsync("till 1"));
        Assert.Null(Assert.Single(await _keys.ListAsync()).SuspendedAt);
        Assert.False(await _keys.MissAsync(key, Now));
    }

    [Fact]
    public async Task Misses_of_another_hour_do_not_count()
    {
        var key = await FindAsync(await _keys.CreateAsync(ApiRole.Pos, "till 1", Now));
        for (var i = 0; i < 100; i++)
        {
            Assert.False(await _keys.MissAsync(key, Now));
            _clock.Advance(TimeSpan.FromMinutes(3));
        }
    }

    private async Task<ApiKey> FindAsync(string? key) => (await _keys.FindAsync(key!, Now))!;
}
