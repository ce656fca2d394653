using SmsActivation.Core.Accounts;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Profiles;
using SmsActivation.Tests.Events;

namespace SmsActivation.Tests.Profiles;

public sealed class ProfileStoreTests : IAsyncLifetime
{
    private static readonly AccountOptions Options = new();
    private readonly EventBench _bench = new();
    private readonly ProfileStore _profiles;
    private readonly ConsentStore _consents;

    public ProfileStoreTests()
    {
        _profiles = new ProfileStore(_bench.Temporary.Database, Options, _bench.Outbox);
        _consents = new ConsentStore(_bench.Temporary.Database, Options, _bench.Outbox);
    }

    public Task InitializeAsync() => _bench.InitializeAsync();

    public Task DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Answers_stay_until_they_are_changed_or_taken_back_and_only_changes_are_told_of()
    {
        Assert.Equal(["firstName", "email"], await SaveAsync(("firstName", "Ann"), ("email", "ann@example.com")));
        Assert.Equal(["firstName"], await SaveAsync(("firstName", "Анна \"A\" <b>"), ("email", "ann@example.com")));
        Assert.Empty((await SaveAsync(("email", "ann@example.com")))!);
        Assert.Equal(["email"], await SaveAsync(("email", null)));
        Assert.Equal(new Dictionary<string, string> { ["firstName"] = "Анна \"A\" <b>" }, await _profiles.OfAsync(1));
        Assert.Equal(["firstName,email", "firstName", "email"], await _bench.ChangedAsync());
    }

    [Fact]
    public async Task Whoever_has_left_says_nothing_more()
    {
        await _bench.Temporary.ExecuteAsync("update members set closed_at = '2026-03-01T00:00:00.000Z' where id = 1");
        Assert.Null(await SaveAsync(("firstName", "Ann")));
        Assert.Empty(await _bench.ChangedAsync());
    }

    [Fact]
    public async Task Many_pages_saved_at_once_all_stay()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SaveAsync(($"field{i}", $"{i}"))));
        Assert.Equal(50, (await _profiles.OfAsync(1)).Count);
    }

    [Fact]
    public async Task Who_turns_out_to_be_too_young_has_agreed_to_nothing()
    {
        await SaveAsync(("birthday", "1990-01-01"));
        var words = new ConsentText(ConsentKind.Marketing, "1", "en", "Offers.");
        Assert.Equal(MarketingAnswer.Allowed, await _consents.AgreeToMarketingAsync(1, words, "test", _bench.Now));
        Assert.Equal(["birthday", "consents.marketing"], await SaveAsync(("birthday", "2020-01-01")));
        Assert.NotNull(Assert.Single(await _consents.OfAsync(1)).RevokedAt);
    }

    private Task<IReadOnlyList<string>?> SaveAsync(params (string Name, string? Answer)[] answers) =>
        _profiles.SaveAsync(1, answers.ToDictionary(one => one.Name, one => one.Answer), _bench.Now);
}
