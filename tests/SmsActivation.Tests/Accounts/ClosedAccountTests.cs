using SmsActivation.Core.Accounts;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Members;
using SmsActivation.Core.Reading;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Events;

namespace SmsActivation.Tests.Accounts;

/// <summary>A closed account is nobody's, until its phone activates a card again: then it is somebody new's.</summary>
public sealed class ClosedAccountTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const string Own = "correct horse battery";
    private static readonly AccountOptions Options = new();
    private static readonly SmsReader Reader = new(CardNumberOptions.Default);
    private static readonly SignInCountries Countries = new(["US"], Anywhere: true);

    private readonly EventOptions _targets = new()
    {
        Targets =
        [
            new EventTarget
            {
                Name = "site",
                Url = "https://shop.example",
                Secret = EventBench.Secret,
            },
        ],
    };
    private readonly Spine _spine;
    private readonly EventOutbox _events;
    private readonly PasswordHashing _hashing = new(
        new PasswordHashingOptions { TemporaryIterations = 1, ChosenIterations = 1 }
    );
    private readonly SignInLane _lane = new();
    private readonly SessionStore _sessions;
    private readonly SignInFlow _flow;
    private readonly AccountClosing _closing;

    public ClosedAccountTests()
    {
        _spine = new Spine(events: _targets);
        _events = new EventOutbox(_targets);
        var database = _spine.Temporary.Database;
        _sessions = new SessionStore(database, Options, _events);
        _flow = new SignInFlow(
            new SignInStore(database, new SignInTries(Options), Options),
            _hashing,
            _lane,
            _spine.Clock
        );
        _closing = new AccountClosing(database, _events);
    }

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync(Phone, Spine.Card(1));
        await OwnPasswordAsync();
    }

    public async Task DisposeAsync()
    {
        _lane.Dispose();
        await _spine.DisposeAsync();
    }

    [Fact]
    public async Task PASSWORD_of_a_closed_account_is_answered_as_that_of_no_member()
    {
        await CloseAsync();
        Assert.Equal(OutcomeCode.NoLinkedCard, (await _spine.SayAsync(Phone, "PASSWORD")).Code);
        Assert.Equal(OutcomeCode.MissingCardNumber, (await _spine.SayAsync(Phone, "thanks")).Code);
    }

    [Fact]
    public async Task Neither_its_own_password_nor_one_texted_later_opens_it()
    {
        var username = await _spine.Temporary.ScalarAsync<string>("select username from members");
        await CloseAsync();
        await OwnPasswordAsync();
        var texted = await TextedAsync();
        foreach (var name in new[] { Phone, username!, Spine.Card(1) })
        {
            Assert.IsType<SignInEnd.Wrong>(await TryAsync(name, Own));
            Assert.IsType<SignInEnd.Wrong>(await TryAsync(name, texted));
        }
        Assert.Equal(
            0,
            await _spine.Temporary.ScalarAsync<long>("select count(*) from account_sessions where ended_at is null")
        );
    }

    [Fact]
    public async Task No_session_of_it_shows_anything_or_sets_a_password_and_closed_is_the_last_that_is_told()
    {
        var signedIn = await CloseAsync();
        // As one would be that began beside the closing.
        await _spine.Temporary.ExecuteAsync("update account_sessions set ended_at = null");
        Assert.Null(await _sessions.FindAsync("left", Now));
        Assert.False(await _sessions.ChangePasswordAsync(signedIn, _hashing.HashChosen(Own), Now));
        Assert.False(await _closing.CloseAsync(signedIn, Now));
        Assert.Equal(
            "member.closed",
            await _spine.Temporary.ScalarAsync<string>(
                "select type from events where id = (select max(id) from events)"
            )
        );
    }

    [Fact]
    public async Task Whoever_activates_on_the_phone_later_is_somebody_new_and_sees_nothing_of_before()
    {
        await _spine.SayAsync(Phone, "what I told the shop");
        await _spine.Temporary.ExecuteAsync(
            "insert into phone_consents (phone, source, words, given_at) values (@Phone, 'till', 'Offers', @Now)",
            new { Phone, Now }
        );
        await CloseAsync();
        Assert.Equal(
            "closed",
            await _spine.Temporary.ScalarAsync<string>(
                "select revoked_by from phone_consents where revoked_at is not null"
            )
        );
        _spine.Clock.Advance(TimeSpan.FromDays(40));
        var outcome = await _spine.SayAsync(Phone, Spine.Card(2));
        Assert.Equal(
            (OutcomeCode.Activated, SmsActivation.Core.Replies.ReplyTemplate.Activated),
            (outcome.Code, outcome.Reply)
        );
        var done = Assert.IsType<SignInEnd.Done>(await TryAsync(Phone, await TextedAsync()));
        var now = (await _sessions.FindAsync(SignInFlow.HashOf(done.Token), Now))!;
        Assert.NotEqual(1, now.MemberId);
        var export = await new MemberData(_spine.Temporary.Database).ReadAsync(now.MemberId);
        Assert.Equal([Spine.Card(2)], export.Cards.Select(card => card.Number));
        Assert.Equal([Spine.Card(2)], export.Texts.Select(text => text.Body));
        Assert.Single(export.SignIns);
        Assert.Single(export.Consents);
        Assert.Empty(export.PhoneConsents);
        var members = new MemberQuery(_spine.Temporary.Database);
        Assert.NotNull((await members.FindAsync(1))!.Member.ClosedAt);
        Assert.Equal(Phone, (await members.FindAsync(now.MemberId))!.Member.Phone);
    }

    [Fact]
    public async Task An_account_that_is_closed_while_its_next_card_is_decided_is_decided_again()
    {
        await _spine.Temporary.ExecuteAsync("update cards set state = 'Blocked' where id = 1");
        await _spine.Temporary.ExecuteAsync("update card_links set unlinked_at = linked_at");
        var outcome = await _spine.SayAndBeOvertakenAsync(Phone, Spine.Card(2), CloseAsync);
        Assert.Equal(SmsActivation.Core.Replies.ReplyTemplate.Activated, outcome.Reply);
    }

    private async Task<SignedIn> CloseAsync()
    {
        await _spine.Temporary.ExecuteAsync(
            """
            insert into account_sessions (member_id, token_hash, must_change, created_at, seen_at, expires_at)
            values (1, 'left', 0, @now, @now, @until)
            """,
            new { now = Now, until = Now.AddHours(12) }
        );
        var id = await _spine.Temporary.ScalarAsync<long>("select id from account_sessions where token_hash = 'left'");
        var signedIn = new SignedIn { Id = id, MemberId = 1 };
        Assert.True(await _closing.CloseAsync(signedIn, Now));
        return signedIn;
    }

    private Task<SignInEnd> TryAsync(string name, string password) =>
        _flow.TryAsync(SignInName.Read(name, Reader, Countries), password, new Client(Address: null, "Test"));

    private Task OwnPasswordAsync() =>
        _spine.Temporary.ExecuteAsync(
            "update members set password_hash = @hash",
            new { hash = _hashing.HashChosen(Own) }
        );

    private async Task<string> TextedAsync()
    {
        var password = PasswordMaker.Draw();
        await _spine.Temporary.ExecuteAsync(
            """
            insert into temporary_passwords (member_id, attempt_token, hash, created_at, expires_at)
            select max(id), 'late', @hash, @now, @until from members
            """,
            new
            {
                hash = _hashing.HashTemporary(password),
                now = Now,
                until = Now.AddHours(72),
            }
        );
        return password;
    }
}
