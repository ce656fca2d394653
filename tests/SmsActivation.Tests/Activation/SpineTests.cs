using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Activation;

/// <summary>What the stores make of a decision: counters, windows, links, opt-outs and leases on a real database.</summary>
public sealed class SpineTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private readonly Spine _spine = new();

    [Fact]
    public async Task An_activation_links_card_and_phone_and_agrees_to_the_service_only()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        var outcome = await _spine.SayAsync(Phone, $"my card: {Spine.Card(1)}");
        Assert.Equal(OutcomeCode.Activated, outcome.Code);
        Assert.Equal("Active", await ScalarAsync<string>("select state from cards"));
        Assert.Equal(1, await ScalarAsync<long>("select slot from card_links where unlinked_at is null"));
        Assert.Equal("service", await ScalarAsync<string>("select kind from consents"));
        Assert.Equal(Phone, await ScalarAsync<string>("select phone from members"));
        await _spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task A_redelivery_is_one_text()
    {
        var text = _spine.Text(Phone, "hello", sid: "SM1");
        Assert.Equal(Accepted.New, await _spine.Inbox.AcceptAsync(text));
        Assert.Equal(Accepted.SeenBefore, await _spine.Inbox.AcceptAsync(text));
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from inbound_messages"));
    }

    [Fact]
    public async Task The_limit_of_failed_tries_opens_again_a_day_after_the_first()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(OutcomeCode.UnknownCard, (await _spine.SayAsync(Phone, Spine.Card(100 + i))).Code);
        var notice = await _spine.SayAsync(Phone, Spine.Card(1));
        Assert.Equal(
            (OutcomeCode.TooManyAttempts, (ReplyTemplate?)ReplyTemplate.TooManyAttempts),
            (notice.Code, notice.Reply)
        );
        Assert.Null((await _spine.SayAsync(Phone, Spine.Card(1))).Reply);

        _spine.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(OutcomeCode.UnknownCard, (await _spine.SayAsync(Phone, Spine.Card(1))).Code);
        for (var i = 0; i < 4; i++)
            await _spine.SayAsync(Phone, Spine.Card(100 + i));
        Assert.Equal(ReplyTemplate.TooManyAttempts, (await _spine.SayAsync(Phone, Spine.Card(1))).Reply);
    }

    [Fact]
    public async Task A_card_with_a_code_opens_only_with_number_and_code_in_one_text()
    {
        var codes = new CardCodes("key");
        await _spine.AddCardAsync(Spine.Card(1), codeHash: codes.Hash(Spine.Card(1), "48Z1"), codeLength: 4);
        Assert.Equal(OutcomeCode.CodeNeeded, (await _spine.SayAsync(Phone, Spine.Card(1))).Code);
        Assert.Equal(0, (await _spine.SayAsync(Phone, Spine.Card(1))).FailedTries);
        Assert.Equal(1, (await _spine.SayAsync(Phone, $"{Spine.Card(1)} 1111")).FailedTries);
        Assert.Equal(0, (await _spine.SayAsync(Phone, $"{Spine.Card(1)} 1111 2222 48z1")).FailedTries);
        Assert.Equal(OutcomeCode.Activated, (await _spine.SayAsync(Phone, $"{Spine.Card(1)} code 48z1")).Code);
    }

    [Fact]
    public async Task After_ten_wrong_codes_on_a_card_none_is_compared_for_a_day_whoever_asks()
    {
        var codes = new CardCodes("key");
        await _spine.AddCardAsync(Spine.Card(1), codeHash: codes.Hash(Spine.Card(1), "4821"), codeLength: 4);
        for (var i = 0; i < 10; i++)
            await _spine.SayAsync($"+1415555{i:0000}", $"{Spine.Card(1)} 999{i % 10}");
        var right = $"{Spine.Card(1)} 4821";
        Assert.Equal((OutcomeCode.CodeNeeded, 0), await TriesAsync(right));
        _spine.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(OutcomeCode.Activated, (await _spine.SayAsync(Phone, right)).Code);
    }

    [Fact]
    public async Task A_right_code_read_before_the_card_was_locked_comes_too_late()
    {
        var codes = new CardCodes("key");
        await _spine.AddCardAsync(Spine.Card(1), codeHash: codes.Hash(Spine.Card(1), "4821"), codeLength: 4);
        var locked = _spine.Clock.GetUtcNow() + TimeSpan.FromHours(1);
        var outcome = await _spine.SayAndBeOvertakenAsync(
            Phone,
            $"{Spine.Card(1)} 4821",
            () => _spine.Temporary.ExecuteAsync("update cards set code_locked_until = @locked", new { locked })
        );
        Assert.Equal(OutcomeCode.CodeNeeded, outcome.Code);
    }

    [Fact]
    public async Task A_limit_of_one_wrong_code_locks_at_the_first()
    {
        await using var strict = new Spine(new ActivationLimits { WrongCodes = 1 });
        var codes = new CardCodes("key");
        await strict.AddCardAsync(Spine.Card(1), codeHash: codes.Hash(Spine.Card(1), "4821"), codeLength: 4);
        await strict.SayAsync(Phone, $"{Spine.Card(1)} 1111");
        Assert.Equal(OutcomeCode.CodeNeeded, (await strict.SayAsync(Phone, $"{Spine.Card(1)} 4821")).Code);
    }

    [Fact]
    public async Task One_phones_backlog_hides_no_other_phone()
    {
        for (var i = 0; i < 50; i++)
            await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "hello"));
        for (var i = 0; i < 5; i++)
            await _spine.Inbox.AcceptAsync(_spine.Text($"+1415555000{i}", "hello"));
        Assert.Equal(6, (await ClaimAsync()).Count);
    }

    [Fact]
    public async Task A_card_past_its_last_day_frees_its_phone_for_another()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync(Phone, Spine.Card(1));
        await _spine.Temporary.ExecuteAsync(
            "update cards set expires_on = '2026-03-01' where number = @number",
            new { number = Spine.Card(1) }
        );
        Assert.Equal(OutcomeCode.PhoneAlreadyLinked, (await _spine.SayAsync(Phone, Spine.Card(2))).Code);
        _spine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(OutcomeCode.CardExpired, (await _spine.SayAsync(Phone, Spine.Card(1))).Code);
        Assert.Equal(OutcomeCode.Activated, (await _spine.SayAsync(Phone, Spine.Card(2))).Code);
        await _spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task A_member_without_a_card_names_the_one_they_had_to_be_given_a_password_after_long_silence()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        await _spine.Temporary.ExecuteAsync("update cards set state = 'Replaced'");
        await _spine.Temporary.ExecuteAsync(
            "update card_links set unlinked_at = linked_at, unlink_reason = 'replaced'"
        );
        await _spine.Temporary.ExecuteAsync("update outbound_messages set state = 'delivered'");
        _spine.Clock.Advance(TimeSpan.FromDays(200));
        Assert.Equal(OutcomeCode.PasswordNeedsCard, (await _spine.SayAsync(Phone, "PASSWORD")).Code);
        Assert.Equal(OutcomeCode.PasswordNeedsCard, (await _spine.SayAsync(Phone, "PASSWORD 1234")).Code);
        var named = await _spine.SayAsync(Phone, $"PASSWORD {Spine.Card(1)[^4..]}");
        Assert.Equal(OutcomeCode.PasswordReissued, named.Code);
    }

    [Fact]
    public async Task Opt_outs_are_kept_per_channel_and_a_swept_text_older_than_the_newest_keyword_changes_nothing()
    {
        await _spine.SayAsync(Phone, "STOP");
        Assert.NotNull(await ScalarAsync<string>("select sms_opted_out_at from conversations"));
        Assert.Null(await ScalarAsync<string>("select whatsapp_opted_out_at from conversations"));
        await _spine.SayAsync("whatsapp:" + Phone, "STOP");
        Assert.NotNull(await ScalarAsync<string>("select whatsapp_opted_out_at from conversations"));
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from conversations"));

        var earlier = _spine.Clock.GetUtcNow() - TimeSpan.FromMinutes(5);
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "START", receivedAt: earlier) with { Swept = true });
        await _spine.SayAsync(Phone, "hello");
        Assert.NotNull(await ScalarAsync<string>("select sms_opted_out_at from conversations"));
    }

    [Fact]
    public async Task A_text_that_failed_before_is_claimed_alone_and_after_five_attempts_left_to_a_person()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "poison"));
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "hello"));
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            if (attempt > 2)
            {
                Assert.Empty(await ClaimAsync()); // it rests
                _spine.Clock.Advance(TimeSpan.FromSeconds(1 << attempt));
            }
            var lease = Assert.Single(await ClaimAsync());
            Assert.Equal(attempt == 1 ? 2 : 1, lease.Texts.Count);
            Assert.Equal(attempt, lease.Texts[0].Attempt);
            if (attempt <= 5)
                await TakeBackAllAsync(); // the host died with it
            else
                await _spine.Flow.GiveUpAsync(lease, lease.Texts[0], endsLease: true);
        }
        Assert.Equal("dead", await ScalarAsync<string>("select state from inbound_messages order by id"));
        Assert.Equal(
            OutcomeCode.MissingCardNumber,
            await _spine.HandleAsync(Assert.Single(await ClaimAsync())) is { } next ? next.Code : default
        );
    }

    [Fact]
    public async Task Texts_that_two_hosts_in_a_row_died_with_part_so_that_one_of_them_no_longer_takes_the_others_with_it()
    {
        const int Many = 40;
        for (var i = 0; i < Many; i++)
            await _spine.Inbox.AcceptAsync(_spine.Text($"+1415555{i:0000}", "hello"));
        for (var life = 1; life <= 2; life++)
        {
            Assert.Equal(Many, (await ClaimAsync(Many)).Count);
            await TakeBackAllAsync();
        }
        Assert.Empty(await ClaimAsync(Many));
        await TakeBackAllAsync(); // a start ends no rest
        var atOnce = new List<int>();
        for (var step = 0; step < 16; step++)
        {
            _spine.Clock.Advance(TimeSpan.FromSeconds(4) / 16);
            atOnce.Add((await ClaimAsync(Many)).Count);
        }
        Assert.Equal(Many, atOnce.Sum());
        Assert.InRange(atOnce.Max(), 1, Many / 2); // 2.5 is usual
    }

    [Fact]
    public async Task A_rest_by_a_clock_that_was_wrong_ends_with_a_start()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "hello"));
        var tomorrow = _spine.Clock.GetUtcNow() + TimeSpan.FromDays(1);
        await _spine.Temporary.ExecuteAsync(
            "insert into conversations (sender, lease_until, created_at) values (@Phone, @tomorrow, @tomorrow)",
            new { Phone, tomorrow }
        );
        Assert.Empty(await ClaimAsync());
        await TakeBackAllAsync();
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task A_stop_gives_attempts_back_and_a_fault_lets_the_sender_rest()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "hello"));
        await _spine.Claims.ReleaseAsync(Assert.Single(await ClaimAsync()), giveAttemptsBack: true);
        var lease = Assert.Single(await ClaimAsync());
        Assert.Equal(1, lease.Texts[0].Attempt);

        await _spine.Claims.RestAsync(
            lease,
            _spine.Clock.GetUtcNow() + TimeSpan.FromSeconds(4),
            giveAttemptsBack: false
        );
        Assert.Empty(await ClaimAsync());
        _spine.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(2, Assert.Single(await ClaimAsync()).Texts[0].Attempt);
    }

    [Fact]
    public async Task The_log_never_holds_the_text()
    {
        await _spine.SayAsync(Phone, "a secret of mine 12345678");
        Assert.DoesNotContain("secret", await ScalarAsync<string>("select facts from activation_log"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    private Task<IReadOnlyList<ConversationLease>> ClaimAsync(int most = 10) =>
        _spine.Claims.ClaimAsync(most, TimeSpan.FromSeconds(30), _spine.Clock.GetUtcNow());

    private Task<int> TakeBackAllAsync() => _spine.Claims.TakeBackAllAsync(_spine.Clock.GetUtcNow());

    private async Task<(OutcomeCode, int)> TriesAsync(string body)
    {
        var outcome = await _spine.SayAsync(Phone, body);
        return (outcome.Code, outcome.FailedTries);
    }

    private async Task<T?> ScalarAsync<T>(string sql) => await _spine.Temporary.ScalarAsync<T>(sql);
}
