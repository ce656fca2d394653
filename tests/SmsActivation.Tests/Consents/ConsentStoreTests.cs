using SmsActivation.Core.Accounts;
using SmsActivation.Core.Consents;
using SmsActivation.Tests.Events;

namespace SmsActivation.Tests.Consents;

public sealed class ConsentStoreTests : IAsyncLifetime
{
    private static readonly AccountOptions Options = new();
    private readonly EventBench _bench = new();
    private readonly ConsentStore _consents;

    public ConsentStoreTests() => _consents = new ConsentStore(_bench.Temporary.Database, Options, _bench.Outbox);

    public Task InitializeAsync() => _bench.InitializeAsync();

    public Task DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(null, MarketingAnswer.BirthdayUnknown)]
    [InlineData("2010-03-01", MarketingAnswer.Allowed)] // sixteen today
    [InlineData("2010-03-02", MarketingAnswer.TooYoung)]
    [InlineData("2008-02-29", MarketingAnswer.Allowed)]
    public async Task Marketing_is_for_those_who_have_said_that_they_are_old_enough(
        string? birthday,
        MarketingAnswer answer
    )
    {
        await BornAsync(birthday);
        Assert.Equal(answer, await AgreeAsync("1"));
        Assert.Equal(answer == MarketingAnswer.Allowed ? 1 : 0, (await _consents.OfAsync(1)).Count);
    }

    [Theory]
    [InlineData("2010-03-02", "birthday")]
    [InlineData("2010-03-01", null)]
    [InlineData(null, null)]
    public void A_birthday_that_says_too_young_is_not_the_members_to_change(string? birthday, string? kept)
    {
        var profile = new Dictionary<string, string>();
        if (birthday is not null)
            profile["birthday"] = birthday;
        Assert.Equal(kept, MarketingAge.Kept(Options, profile, _bench.Now));
        Assert.Null(MarketingAge.Kept(new AccountOptions { MarketingAge = 0 }, profile, _bench.Now));
    }

    [Fact]
    public async Task Where_no_age_is_asked_anybody_may_agree()
    {
        var consents = new ConsentStore(
            _bench.Temporary.Database,
            new AccountOptions { MarketingAge = 0 },
            _bench.Outbox
        );
        Assert.Equal(MarketingAnswer.Allowed, await consents.AgreeToMarketingAsync(1, Words("1"), "test", _bench.Now));
    }

    [Fact]
    public async Task It_is_given_once_replaced_by_its_next_version_and_taken_back()
    {
        await BornAsync("1990-01-01");
        await Task.WhenAll(AgreeAsync("1"), AgreeAsync("1"), AgreeAsync("1"));
        Assert.Single(await _consents.OfAsync(1));
        await AgreeAsync("2");
        Assert.Equal(
            [("2", false), ("1", true)],
            (await _consents.OfAsync(1)).Select(consent => (consent.Version, consent.RevokedAt is not null))
        );
        Assert.True(await _consents.RevokeMarketingAsync(1, "test", _bench.Now));
        Assert.False(await _consents.RevokeMarketingAsync(1, "test", _bench.Now));
        Assert.All(await _consents.OfAsync(1), consent => Assert.NotNull(consent.RevokedAt));
        Assert.Equal(Enumerable.Repeat("consents.marketing", 3), await _bench.ChangedAsync());
    }

    [Fact]
    public async Task The_words_of_a_version_stay_what_they_were()
    {
        await BornAsync("1990-01-01");
        using var folder = new ConsentFolder("""{"service": "The card, {brand}.", "marketing": "Offers."}""");
        var first = folder.Load("1");
        Assert.Empty(first.Faults);
        Assert.Empty(await _consents.KeepAsync(first, _bench.Now));
        Assert.Empty(await _consents.KeepAsync(first, _bench.Now));
        await _consents.AgreeToMarketingAsync(1, first.Of(ConsentKind.Marketing, "de"), "test", _bench.Now);

        folder.Write("""{"service": "The card, {brand}.", "marketing": "More offers."}""");
        var changed = Assert.Single(await _consents.KeepAsync(folder.Load("1"), _bench.Now));
        Assert.Equal((ConsentKind.Marketing, "en"), (changed.Kind, changed.Language));
        Assert.Empty(await _consents.KeepAsync(folder.Load("2"), _bench.Now));
        Assert.Equal("Offers.", Assert.Single(await _consents.OfAsync(1)).Text);
    }

    [Theory]
    [InlineData("""{"service": "The card."}""", "'marketing' is missing or empty")]
    [InlineData("""{"service": "The card, {name}.", "marketing": "Offers."}""", "'service' holds a placeholder")]
    [InlineData("nothing", "is no JSON object of texts")]
    public void A_file_that_cannot_be_agreed_to_is_named(string json, string fault)
    {
        using var folder = new ConsentFolder(json);
        Assert.Contains(folder.Load("1").Faults, each => each.Contains("en.json") && each.Contains(fault));
    }

    private Task<MarketingAnswer> AgreeAsync(string version) =>
        _consents.AgreeToMarketingAsync(1, Words(version), "test", _bench.Now);

    private static ConsentText Words(string version) => new(ConsentKind.Marketing, version, "en", "Offers.");

    private Task BornAsync(string? birthday) =>
        _bench.Temporary.ExecuteAsync(
            "update members set profile = @profile where id = 1",
            new { profile = birthday is null ? null : $$"""{"birthday":"{{birthday}}"}""" }
        );

    private sealed class ConsentFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sms-activation-consents-");

        public ConsentFolder(string json) => Write(json);

        public void Write(string json) => File.WriteAllText(Path.Combine(_folder.FullName, "en.json"), json);

        public ConsentTexts Load(string version) => ConsentTexts.Load([_folder.FullName], "Club", _ => version);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
