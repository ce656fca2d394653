using SmsActivation.Core.Accounts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Members;
using SmsActivation.Core.Reading;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Accounts;

/// <summary>Ten thousand tries, against one account and against many: how many of them are compared with anything.</summary>
public sealed class SignInLimitTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const int Tries = 10_000;
    private const int SideBySide = 32;
    private static readonly AccountOptions Options = new();
    private static readonly SmsReader Reader = new(CardNumberOptions.Default);
    private static readonly SignInCountries Countries = new(["US"], Anywhere: true);

    private readonly Spine _spine = new();
    private readonly PasswordHashing _hashing = new(
        new PasswordHashingOptions { TemporaryIterations = 1, ChosenIterations = 1 }
    );
    private readonly SignInLane _lane = new();
    private readonly SignInFlow _flow;

    public SignInLimitTests()
    {
        var store = new SignInStore(_spine.Temporary.Database, new SignInTries(Options), Options);
        _flow = new SignInFlow(store, _hashing, _lane, _spine.Clock);
    }

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
    public async Task Against_one_account_from_everywhere_five_are_compared_in_a_quarter_of_an_hour_and_then_none()
    {
        await OwnPasswordAsync("the right one");
        var compared = 0;
        for (var window = 0; window < 10; window++)
        {
            // Each from an address of its own, and the right one among them, too late.
            var ends = await TryAllAsync(
                Tries / 10,
                i => (Phone, i == 700 ? "the right one" : $"wrong {i}", $"{window}.{i}")
            );
            var wrong = ends.Count(end => end is SignInEnd.Wrong or SignInEnd.Locked);
            Assert.True(wrong <= Options.Tries, $"{wrong} were compared in window {window}");
            compared += wrong;
            Assert.DoesNotContain(ends, end => end is SignInEnd.Done);
            _spine.Clock.Advance(Options.TryWindow);
        }
        // Locked by now: the right one opens nothing more, and what is texted from here on does.
        Assert.True(compared >= Options.TriesUntilLocked, $"{compared} were compared");
        Assert.IsType<SignInEnd.Locked>(await TryAsync(Phone, "the right one", "home"));
        _spine.Clock.Advance(Options.TryWindow);
        Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, await TextedPasswordAsync(), "home"));
    }

    [Fact]
    public async Task Against_many_names_from_few_addresses_each_address_has_five()
    {
        var ends = await TryAllAsync(
            Tries,
            i => (i % 3 == 0 ? Phone : $"+1415556{i % 9999:0000}", $"wrong {i}", $"address {i % 20}")
        );
        Assert.Equal(20 * Options.Tries, ends.Count(end => end is SignInEnd.Wrong));
        Assert.Equal(Tries - (20 * Options.Tries), ends.Count(end => end is SignInEnd.Wait));
    }

    [Fact]
    public async Task Against_names_that_are_nobodys_the_limits_are_the_same()
    {
        var ends = await TryAllAsync(Tries, i => ($"nobody{i % 100}", $"wrong {i}", $"{i}"));
        Assert.Equal(100 * Options.Tries, ends.Count(end => end is SignInEnd.Wrong));
        Assert.Equal(Tries - (100 * Options.Tries), ends.Count(end => end is SignInEnd.Wait));
    }

    [Theory]
    [InlineData("+1 415 555 2671", "(415) 555-2671", "+14155559999", "1 415 555 9999")]
    [InlineData("415 555 2671", "001 415 555 2671", "4155559999", "+1-415-555-9999")]
    [InlineData("CARD1", "CARD1 spaced", "CARD2", "CARD2 spaced")]
    [InlineData("USERNAME", "user name", "nobodyhere", "Nobody-Here")]
    public async Task Names_of_members_and_of_nobody_end_alike_in_every_spelling(
        string known,
        string knownToo,
        string unknown,
        string unknownToo
    )
    {
        await _spine.AddCardAsync(Spine.Card(2)); // nobody's
        foreach (var password in new[] { "wrong password", "bcdf-ghjk-mnpq" })
        {
            var ends = new List<string>();
            foreach (var (name, again) in new[] { (known, knownToo), (unknown, unknownToo) })
                ends.Add(string.Join(' ', await TurnsAsync(await NamedAsync(name), await NamedAsync(again), password)));
            Assert.Equal(ends[0], ends[1]);
            Assert.Equal("Wrong Wrong Wrong Wrong Wrong Wait Wait", ends[0]);
        }
    }

    [Fact]
    public async Task Another_name_of_a_member_tells_nothing_that_one_of_nobody_would_not()
    {
        var (username, card) = (await NamedAsync("USERNAME"), Spine.Card(1));
        await OwnPasswordAsync("the right one");
        for (var i = 0; i < Options.Tries; i++)
            Assert.IsType<SignInEnd.Wrong>(await TryAsync(Phone, $"wrong {i}", $"first {i}"));
        Assert.IsType<SignInEnd.Wait>(await TryAsync(Phone, "the right one", "first"));
        // The account has no try left, so that not even the right one opens it; but only the name that was tried says so.
        foreach (var name in new[] { card, username })
        {
            for (var i = 0; i < Options.Tries; i++)
                Assert.IsType<SignInEnd.Wrong>(await TryAsync(name, "the right one", $"{name} {i}"));
            Assert.IsType<SignInEnd.Wait>(await TryAsync(name, "the right one", $"{name} then"));
        }
        _spine.Clock.Advance(Options.TryWindow);
        Assert.IsType<SignInEnd.Done>(await TryAsync(card, "the right one", "home"));
        // Whoever got in begins anew under every name.
        Assert.Equal(
            0,
            await _spine.Temporary.ScalarAsync<long>("select count(*) from sign_in_tries where scope like 'n:%'")
        );
    }

    private async Task<List<string>> TurnsAsync(string name, string again, string password)
    {
        var ends = new List<string>();
        for (var i = 0; i <= Options.Tries + 1; i++)
            ends.Add((await TryAsync(i % 2 == 0 ? name : again, password, $"{name} {password} {i}")).GetType().Name);
        return ends;
    }

    private async Task<string> NamedAsync(string name)
    {
        var username = (await _spine.Temporary.ScalarAsync<string>("select username from members"))!;
        return name switch
        {
            "CARD1" => Spine.Card(1),
            "CARD1 spaced" => Spine.Card(1).Insert(4, "-").Insert(9, " "),
            "CARD2" => Spine.Card(2),
            "CARD2 spaced" => Spine.Card(2).Insert(4, "-").Insert(9, " "),
            "USERNAME" => username,
            "user name" => username.Insert(4, " ").ToUpperInvariant(),
            _ => name,
        };
    }

    private async Task<List<SignInEnd>> TryAllAsync(
        int count,
        Func<int, (string Name, string Password, string Address)> guess
    )
    {
        var ends = new SignInEnd[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
            async (i, _) =>
            {
                var (name, password, address) = guess(i);
                // Who is sent away because others sign in comes again, as a program would.
                do ends[i] = await TryAsync(name, password, address);
                while (ends[i] is SignInEnd.Busy);
            }
        );
        return [.. ends];
    }

    private Task<SignInEnd> TryAsync(string name, string password, string address) =>
        _flow.TryAsync(SignInName.Read(name, Reader, Countries), password, new Client(address, "a test"));

    private Task OwnPasswordAsync(string password) =>
        _spine.Temporary.ExecuteAsync(
            "update members set password_hash = @hash",
            new { hash = _hashing.HashChosen(password) }
        );

    private async Task<string> TextedPasswordAsync()
    {
        var password = PasswordMaker.Draw();
        await _spine.Temporary.ExecuteAsync(
            """
            insert into temporary_passwords (member_id, attempt_token, hash, created_at, expires_at)
            values (1, 'late', @hash, @now, @until)
            """,
            new
            {
                hash = _hashing.HashTemporary(password),
                now = _spine.Clock.GetUtcNow(),
                until = _spine.Clock.GetUtcNow().AddHours(72),
            }
        );
        return password;
    }
}
