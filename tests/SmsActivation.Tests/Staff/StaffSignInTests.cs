using OtpNet;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Members;
using SmsActivation.Core.Staff;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Staff;

/// <summary>Who gets in at /ops, and how.</summary>
public sealed class StaffSignInTests : IAsyncDisposable
{
    private const string First = "bcdf-ghjk-3467";
    private static readonly StaffOptions Options = new() { Key = "a key of the tests" };
    private static readonly Actor By = new(null, "test");

    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly SignInLane _lane = new();
    private readonly PasswordHashing _hashing = new(new PasswordHashingOptions { ChosenIterations = 100 });
    private readonly StaffStore _staff;
    private readonly StaffSessions _sessions;
    private readonly StaffSignIn _flow;
    private int _address;

    public StaffSignInTests()
    {
        var database = _temporary.Database;
        _staff = new StaffStore(database);
        _sessions = new StaffSessions(database, Options);
        var store = new StaffSignInStore(database, new SignInTries(new AccountOptions()), Options);
        _flow = new StaffSignIn(store, new SecondFactor(Options), _hashing, _lane, _clock);
    }

    private DateTimeOffset Now => _clock.GetUtcNow();

    public async ValueTask DisposeAsync()
    {
        _lane.Dispose();
        await _temporary.DisposeAsync();
    }

    [Fact]
    public async Task The_first_time_sets_up_the_app_and_a_password_of_ones_own()
    {
        await AddAsync();
        var session = await PasswordRightAsync(First);
        Assert.False(session.Confirmed);
        var key = (await _flow.NewKeyAsync(session))!;
        Assert.Equal(key, await _flow.NewKeyAsync(session)); // the page loaded twice
        Assert.IsType<StaffSignInEnd.Wrong>(await _flow.ConfirmAsync(session, "000000"));
        Assert.IsType<StaffSignInEnd.Done>(await _flow.ConfirmAsync(session, Code(key)));
        var open = (await FindAsync())!;
        Assert.True(open is { Confirmed: true, MustChange: true, HasSecondFactor: true });
        Assert.Null(await _flow.NewKeyAsync(open)); // shown to nobody any more
        Assert.Equal(PasswordFault.LikeTexted, await _flow.SetPasswordAsync(open, First));
        Assert.Null(await _flow.SetPasswordAsync(open, "one of my own"));
        Assert.IsType<StaffSignInEnd.Done>(await _flow.CheckPasswordAsync(open, "one of my own"));
        Assert.IsType<StaffSignInEnd.Wrong>(await _flow.CheckPasswordAsync(open, First));
        Assert.False((await FindAsync())!.MustChange);
        Assert.IsType<StaffSignInEnd.Wrong>(await TryAsync(First));
    }

    [Fact]
    public async Task A_code_works_once_and_none_that_is_older()
    {
        var key = await SetUpAsync();
        var code = Code(key);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var session = await PasswordRightAsync(First);
        Assert.IsType<StaffSignInEnd.Wrong>(await _flow.ConfirmAsync(session, code)); // used at the set-up
        Assert.IsType<StaffSignInEnd.Done>(await _flow.ConfirmAsync(session, Code(key)));
        Assert.IsType<StaffSignInEnd.Wrong>(await _flow.ConfirmAsync(await PasswordRightAsync(First), Code(key)));
    }

    [Fact]
    public async Task A_page_that_looks_again_by_itself_keeps_no_session_from_ending()
    {
        await AddAsync();
        await PasswordRightAsync(First);
        var hash = SignInFlow.HashOf(_token);
        _clock.Advance(Options.SessionIdle / 2);
        Assert.NotNull(await _sessions.FindAsync(hash, Now, isUse: false));
        _clock.Advance(Options.SessionIdle / 2);
        Assert.Null(await _sessions.FindAsync(hash, Now));

        await PasswordRightAsync(First);
        hash = SignInFlow.HashOf(_token);
        _clock.Advance(Options.SessionIdle / 2);
        Assert.NotNull(await _sessions.FindAsync(hash, Now));
        _clock.Advance(Options.SessionIdle / 2);
        Assert.NotNull(await _sessions.FindAsync(hash, Now));
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_the_app_once()
    {
        await SetUpAsync();
        var session = await PasswordRightAsync(First);
        var codes = await _flow.DrawRecoveryCodesAsync(session);
        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        Assert.IsType<StaffSignInEnd.Done>(await _flow.ConfirmAsync(session, codes[3].ToUpperInvariant()));
        var next = await PasswordRightAsync(First);
        Assert.IsType<StaffSignInEnd.Wrong>(await _flow.ConfirmAsync(next, codes[3]));
        await _flow.DrawRecoveryCodesAsync(next);
        Assert.IsType<StaffSignInEnd.Wrong>(await _flow.ConfirmAsync(next, codes[4])); // of the former ones
    }

    [Fact]
    public async Task Tries_of_a_name_are_counted_whoever_has_it()
    {
        await AddAsync();
        foreach (var name in new[] { "anna", "nobody" })
        {
            for (var i = 0; i < 5; i++)
                Assert.IsType<StaffSignInEnd.Wrong>(await TryAsync("wrong wrong", name));
            Assert.IsType<StaffSignInEnd.Wait>(await TryAsync(First, name));
        }
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.IsType<StaffSignInEnd.Done>(await TryAsync(First));
    }

    [Fact]
    public async Task Tries_of_the_code_are_counted_over_all_sessions()
    {
        var key = await SetUpAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 5; i++)
            Assert.IsType<StaffSignInEnd.Wrong>(await _flow.ConfirmAsync(await PasswordRightAsync(First), "000000"));
        Assert.IsType<StaffSignInEnd.Wait>(await _flow.ConfirmAsync(await PasswordRightAsync(First), Code(key)));
    }

    [Fact]
    public async Task Whoever_is_changed_is_signed_out_everywhere_and_whoever_is_shut_out_stays_out()
    {
        await SetUpAsync();
        Assert.True(await _staff.SetRoleAsync("anna", StaffRole.Viewer, By, Now));
        Assert.Null(await FindAsync());
        await PasswordRightAsync(First);
        Assert.True(await _staff.DisableAsync("anna", By, Now));
        Assert.Null(await FindAsync());
        Assert.IsType<StaffSignInEnd.Wrong>(await TryAsync(First));
        Assert.True(await _staff.EnableAsync("anna", By, Now));
        Assert.IsType<StaffSignInEnd.Done>(await TryAsync(First));
        Assert.Equal(
            ["StaffEnabled", "StaffDisabled", "RoleChanged", "StaffAdded"],
            (await _staff.ActsAsync(before: null, 10)).Select(act => act.Kind)
        );
    }

    [Fact]
    public async Task A_reset_forgets_the_app_and_its_recovery_codes()
    {
        var key = await SetUpAsync();
        var codes = await _flow.DrawRecoveryCodesAsync((await FindAsync())!);
        const string second = "mnpq-rtvw-6793";
        Assert.True(await _staff.ResetAsync("anna", _hashing.HashChosen(second), By, Now));
        Assert.IsType<StaffSignInEnd.Wrong>(await TryAsync(First));
        var session = await PasswordRightAsync(second);
        Assert.False(session.HasSecondFactor);
        Assert.NotEqual(key, await _flow.NewKeyAsync(session));
        Assert.IsType<StaffSignInEnd.Wrong>(await _flow.ConfirmAsync(session, codes[0]));
        Assert.False(await _staff.ResetAsync("nobody", "hash", By, Now));
    }

    [Fact]
    public async Task A_session_ends_by_itself_and_others_end_at_a_word()
    {
        await SetUpAsync();
        var first = (await FindAsync())!;
        await PasswordRightAsync(First);
        Assert.Equal(2, (await _sessions.StandingAsync(first.StaffId, Now)).Count);
        Assert.Equal(1, await _sessions.EndAllAsync(first.StaffId, but: first.Id, By, "anna", Now));
        Assert.Null(await FindAsync());
        var last = await PasswordRightAsync(First);
        Assert.Equal(1, await _sessions.EndAsync(last.Id, Now));
        Assert.Null(await FindAsync());
        await PasswordRightAsync(First);
        _clock.Advance(TimeSpan.FromMinutes(119));
        Assert.NotNull(await FindAsync());
        _clock.Advance(TimeSpan.FromMinutes(121));
        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task The_simulators_click_opens_a_role_and_makes_nobody_who_has_a_password()
    {
        var token = await _flow.SignInDemoAsync(StaffRole.Operator, "browser");
        var session = (await _sessions.FindAsync(SignInFlow.HashOf(token), Now))!;
        Assert.Equal((StaffRole.Operator, true, false), (session.Role, session.Confirmed, session.MustChange));
        await _flow.SignInDemoAsync(StaffRole.Operator, agent: null);
        Assert.Equal("demo-operator", Assert.Single(await _staff.ListAsync()).Name);
        Assert.False(await _staff.AnyAsync());
        Assert.IsType<StaffSignInEnd.Wrong>(await TryAsync("", "demo-operator"));
    }

    [Fact]
    public async Task Nothing_that_opens_is_kept_as_it_is()
    {
        var key = await SetUpAsync();
        var codes = await _flow.DrawRecoveryCodesAsync((await FindAsync())!);
        foreach (var secret in codes.Append(First).Append(_token).Append(SecondFactor.Written(key)))
            Assert.Empty(await EveryColumn.HoldingAsync(_temporary.Database, secret));
    }

    private string _token = "";

    private async Task AddAsync() =>
        Assert.True(await _staff.AddAsync("anna", StaffRole.Operator, _hashing.HashChosen(First), By, Now));

    /// <summary>The person with an app, signed in, whose password is still the first one.</summary>
    private async Task<byte[]> SetUpAsync()
    {
        await AddAsync();
        var session = await PasswordRightAsync(First);
        var key = (await _flow.NewKeyAsync(session))!;
        Assert.IsType<StaffSignInEnd.Done>(await _flow.ConfirmAsync(session, Code(key)));
        return key;
    }

    private async Task<StaffSession> PasswordRightAsync(string password)
    {
        _token = Assert.IsType<StaffSignInEnd.Done>(await TryAsync(password)).Token;
        return (await FindAsync())!;
    }

    private Task<StaffSession?> FindAsync() => _sessions.FindAsync(SignInFlow.HashOf(_token), Now);

    private Task<StaffSignInEnd> TryAsync(string password, string name = "anna") =>
        _flow.TryAsync(name, password, new Client($"10.0.0.{_address++}", "browser"));

    private string Code(byte[] key) => new Totp(key).ComputeTotp(Now.UtcDateTime);
}
