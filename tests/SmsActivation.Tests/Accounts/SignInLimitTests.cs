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
        _flow.TryAsync(SignInName.Read(name, Reader, ["US"]), password, new Client(address, "a test"));

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
