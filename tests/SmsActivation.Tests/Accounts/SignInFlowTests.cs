using SmsActivation.Core.Accounts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Members;
using SmsActivation.Core.Reading;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Accounts;

/// <summary>Who gets in, how often one may try, and what a texted password opens.</summary>
public sealed class SignInFlowTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const string Own = "correct horse battery";
    private static readonly AccountOptions Options = new();
    private static readonly SmsReader Reader = new(CardNumberOptions.Default);
    private static readonly SignInCountries Countries = new(["US"], Anywhere: true);

    private readonly Spine _spine = new();
    private readonly PasswordHashing _hashing = new(
        new PasswordHashingOptions { TemporaryIterations = 100, ChosenIterations = 100 }
    );
    private readonly SignInLane _lane = new();
    private readonly SessionStore _sessions;
    private readonly SignInFlow _flow;
    private int _address;

    public SignInFlowTests()
    {
        var database = _spine.Temporary.Database;
        _sessions = new SessionStore(database, Options, EventOutbox.Off);
        var store = new SignInStore(database, new SignInTries(Options), Options);
        _flow = new SignInFlow(store, _hashing, _lane, _spine.Clock);
    }

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
    }

    public async Task DisposeAsync()
    {
        _lane.Dispose();
        await _spine.DisposeAsync();
    }

    [Fact]
    public async Task A_texted_password_opens_once_by_phone_card_or_user_name_and_asks_for_a_new_one()
    {
        var username = await _spine.Temporary.ScalarAsync<string>("select username from members");
        foreach (var name in new[] { Phone, "(415) 555-2671", Spine.Card(1), username! })
        {
            var password = await TextAsync();
            var done = Assert.IsType<SignInEnd.Done>(
                await TryAsync(name, password.Replace("-", " ").ToUpperInvariant())
            );
            Assert.True(done.MustChange);
            Assert.IsType<SignInEnd.Wrong>(await TryAsync(name, password));
        }
    }

    [Fact]
    public async Task The_own_password_works_until_a_texted_one_is_used()
    {
        var session = await SignedInAsync();
        await _sessions.ChangePasswordAsync(session, _hashing.HashChosen(Own), Now);
        var texted = await TextAsync();
        Assert.False(Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, Own)).MustChange);
        Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, texted));
        Assert.IsType<SignInEnd.Wrong>(await TryAsync(Phone, Own));
    }

    [Fact]
    public async Task Every_texted_password_works_until_one_is_used()
    {
        var passwords = new[] { await TextAsync(), await TextAsync(), await TextAsync() };
        Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, passwords[1]));
        Assert.IsType<SignInEnd.Wrong>(await TryAsync(Phone, passwords[0]));
        Assert.IsType<SignInEnd.Wrong>(await TryAsync(Phone, passwords[2]));
    }

    [Fact]
    public async Task A_texted_password_that_expired_opens_nothing()
    {
        var password = await TextAsync();
        _spine.Clock.Advance(TimeSpan.FromHours(72));
        Assert.IsType<SignInEnd.Wrong>(await TryAsync(Phone, password));
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_void_what_was_texted()
    {
        var first = await SignedInAsync();
        await _sessions.ChangePasswordAsync(first, _hashing.HashChosen(Own), Now);
        var other = await SessionOfAsync(Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, Own)));
        var texted = await TextAsync();
        Assert.True(await _sessions.ChangePasswordAsync(other!, _hashing.HashChosen("another one"), Now));
        Assert.False(await _sessions.ChangePasswordAsync(first, _hashing.HashChosen("too late"), Now));
        Assert.IsType<SignInEnd.Wrong>(await TryAsync(Phone, texted));
        Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, "another one"));
    }

    [Theory]
    [InlineData("wrong password", true)]
    [InlineData("bcdf-ghjk-mnpq", true)]
    [InlineData("wrong password", false)]
    [InlineData("bcdf-ghjk-mnpq", false)]
    public async Task Five_wrong_tries_in_a_quarter_of_an_hour_and_the_next_must_wait(string password, bool known)
    {
        await TextAsync();
        var name = known ? Phone : "+14155559999";
        for (var i = 0; i < Options.Tries; i++)
            Assert.IsType<SignInEnd.Wrong>(await TryAsync(name, password));
        var wait = Assert.IsType<SignInEnd.Wait>(await TryAsync(name, password));
        Assert.Equal(Options.TryWindow, wait.For);
        _spine.Clock.Advance(Options.TryWindow);
        Assert.IsType<SignInEnd.Wrong>(await TryAsync(name, password));
    }

    [Fact]
    public async Task Tries_side_by_side_do_not_pass_the_limit()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => TryAsync(Phone, "wrong password")));
        Assert.Equal(Options.Tries, ends.Count(end => end is SignInEnd.Wrong));
    }

    [Fact]
    public async Task An_address_has_its_limit_over_all_accounts_and_loses_none_by_signing_in()
    {
        for (var i = 0; i < 10; i++)
            Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, await TextAsync(), "198.51.100.7"));
        for (var i = 0; i < Options.Tries; i++)
            Assert.IsType<SignInEnd.Wrong>(await TryAsync($"+1415555{3000 + i}", "wrong password", "198.51.100.7"));
        Assert.IsType<SignInEnd.Wait>(await TryAsync(Phone, await TextAsync(), "198.51.100.7"));
        Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, await TextAsync(), "198.51.100.8"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_twenty_wrong_tries_only_a_newly_texted_password_opens_it(bool known)
    {
        var name = known ? Phone : "+14155559999";
        var session = await SignedInAsync();
        await _sessions.ChangePasswordAsync(session, _hashing.HashChosen(Own), Now);
        var old = await TextAsync();
        for (var i = 0; i < Options.TriesUntilLocked; i++)
        {
            if (i % Options.Tries == 0)
                _spine.Clock.Advance(Options.TryWindow);
            Assert.IsType<SignInEnd.Wrong>(await TryAsync(name, "wrong password"));
        }
        _spine.Clock.Advance(Options.TryWindow);
        Assert.IsType<SignInEnd.Locked>(await TryAsync(name, Own));
        if (!known)
            return;
        Assert.IsType<SignInEnd.Done>(await TryAsync(name, await TextAsync()));
        Assert.IsType<SignInEnd.Wrong>(await TryAsync(name, old));
    }

    [Fact]
    public async Task Whoever_tries_a_victims_texted_passwords_cannot_keep_its_owner_out()
    {
        await TextAsync();
        for (var i = 0; i < Options.Tries; i++)
            await TryAsync(Phone, "bcdf-ghjk-mnpq");
        Assert.IsType<SignInEnd.Wait>(await TryAsync(Phone, "bcdf-ghjk-mnpq"));
        _spine.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, await TextAsync()));
    }

    [Fact]
    public async Task A_session_ends_after_a_while_without_use_and_in_any_case_in_the_end()
    {
        var done = Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, await TextAsync()));
        for (var used = TimeSpan.Zero; used < Options.SessionLifetime; used += TimeSpan.FromMinutes(20))
        {
            Assert.NotNull(await SessionOfAsync(done));
            _spine.Clock.Advance(TimeSpan.FromMinutes(20));
        }
        Assert.Null(await SessionOfAsync(done));
        done = Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, await TextAsync()));
        _spine.Clock.Advance(Options.SessionIdle);
        Assert.Null(await SessionOfAsync(done));
    }

    private Task<SignInEnd> TryAsync(string name, string password, string? address = null) =>
        _flow.TryAsync(
            SignInName.Read(name, Reader, Countries),
            password,
            new Client(address ?? $"192.0.2.{_address++}", "Test")
        );

    private async Task<SignedIn> SignedInAsync() =>
        (await SessionOfAsync(Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, await TextAsync()))))!;

    private Task<SignedIn?> SessionOfAsync(SignInEnd.Done done) =>
        _sessions.FindAsync(SignInFlow.HashOf(done.Token), Now);

    /// <summary>A password as one that was texted to the phone.</summary>
    private async Task<string> TextAsync()
    {
        _spine.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var password = PasswordMaker.Draw();
        await _spine.Temporary.ExecuteAsync(
            """
            insert into temporary_passwords (member_id, attempt_token, hash, created_at, expires_at)
            select id, @token, @hash, @now, @until from members
            """,
            new
            {
                token = Guid.NewGuid().ToString("N"),
                hash = _hashing.HashTemporary(password),
                now = Now,
                until = Now + TimeSpan.FromHours(72),
            }
        );
        return password;
    }
}
