using SmsActivation.Core.Delivery;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Outbox;

/// <summary>A send of unknown end, until it is known.</summary>
public sealed class SettleStoreTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly OutboxOptions Options = new();
    private static readonly SendFailure Timeout = new(SendFailureKind.Ambiguous, null, null, "no answer");
    private static readonly LookResult Nothing = new LookResult.Nothing();
    private readonly Spine _spine = new();
    private readonly SettleClaims _claims;
    private readonly SettleStore _settle;
    private readonly DeliveryStore _delivery;
    private SendLease _sent = null!;

    public SettleStoreTests()
    {
        _claims = new SettleClaims(_spine.Temporary.Database, Options);
        _settle = new SettleStore(_spine.Temporary.Database, Options);
        _delivery = new DeliveryStore(_spine.Temporary.Database);
    }

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        _sent = await SendAsync();
        await _spine.Sends.NotAcceptedAsync(_sent, Timeout, new NextStep.Settle(), Now);
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task A_look_is_due_after_a_while_and_holds_its_phone()
    {
        Assert.Empty(await _claims.ClaimAsync(8, Now));
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync(Phone, Spine.Card(2)); // another reply to this phone waits in the queue
        var look = await LookAsync();
        var tried = Assert.Single(look.Tries);
        Assert.Equal((_sent.Token, "text {password}", Phone), (tried.Token, tried.Text, look.To));
        Assert.Empty(await _claims.ClaimAsync(8, Now));
        Assert.Empty(await _spine.SendClaims.ClaimAsync(8, Now));
        await _claims.PutOffAsync(look, Now + TimeSpan.FromSeconds(30));
        Assert.Empty(await _claims.ClaimAsync(8, Now));
        Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
    }

    [Fact]
    public async Task A_phone_that_is_sent_to_is_not_looked_up()
    {
        await _spine.SayAsync(Phone, "hello"); // acknowledged without a reply
        await _spine.SayAsync(Phone, Spine.Card(3)); // a reply
        Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now + Options.SettleAfter));
        _spine.Clock.Advance(Options.SettleAfter);
        Assert.Empty(await _claims.ClaimAsync(8, Now));
    }

    [Fact]
    public async Task A_text_that_is_found_is_adopted_with_its_status()
    {
        Assert.True(await _settle.SettleAsync(await LookAsync(), Found("SM1", "delivered"), Now));
        Assert.Equal("delivered", await StateAsync());
        Assert.Equal(["SM1"], await _settle.KnownAsync(["SM0", "SM1"]));
        Assert.Empty(await _spine.SendClaims.ClaimAsync(8, Now + TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task A_sid_that_became_anothers_meanwhile_is_not_adopted()
    {
        var look = await LookAsync();
        await _spine.Temporary.ExecuteAsync(
            """
            insert into send_attempts (message_id, token, started_at, sid, text)
            select id, 'another', created_at, 'SM1', 'text' from outbound_messages
            """
        );
        Assert.False(await _settle.SettleAsync(look, Found("SM1"), Now));
        Assert.Equal("unknown", await StateAsync());
    }

    [Fact]
    public async Task Two_empty_looks_far_enough_apart_send_it_again_with_a_new_password()
    {
        Assert.True(await _settle.SettleAsync(await LookAsync(), Nothing, Now));
        Assert.Equal("unknown", await StateAsync());
        Assert.Empty(await _claims.ClaimAsync(8, Now));
        _spine.Clock.Advance(Options.SettleGap);
        Assert.True(await _settle.SettleAsync(Assert.Single(await _claims.ClaimAsync(8, Now)), Nothing, Now));
        Assert.Equal("retry", await StateAsync());
        var again = await SendAsync();
        Assert.Equal(_sent.Text.Id, again.Text.Id);
        Assert.Equal(2, await CountAsync("send_attempts"));
        // The first may have arrived all the same, and must then work.
        Assert.Equal(2, await CountAsync("temporary_passwords where voided_at is null"));
    }

    [Fact]
    public async Task A_campaign_text_is_never_sent_again()
    {
        await _spine.Temporary.ExecuteAsync("update outbound_messages set campaign = 1 where id > 0");
        await SettleTwiceEmptyAsync();
        Assert.Equal(("unknown", "campaign"), (await StateAsync(), await LeftAsync()));
    }

    [Fact]
    public async Task After_a_day_and_ten_tries_it_is_given_up()
    {
        _spine.Clock.Advance(Options.RetryFor);
        await SettleTwiceEmptyAsync();
        Assert.Equal("retry", await StateAsync());
        var second = await SendAsync();
        await _spine.Sends.NotAcceptedAsync(second, Timeout, new NextStep.Settle(), Now);
        await _spine.Temporary.ExecuteAsync("update outbound_messages set attempts = 10 where id > 0");
        await _settle.SettleAsync(await LookAsync(), Nothing, Now);
        _spine.Clock.Advance(Options.SettleGap * 2);
        await _settle.SettleAsync(Assert.Single(await _claims.ClaimAsync(8, Now)), Nothing, Now);
        Assert.Equal("failed", await StateAsync());
    }

    [Fact]
    public async Task One_that_is_left_to_a_person_is_looked_up_no_more_and_holds_nothing_back()
    {
        await _settle.SettleAsync(await LookAsync(), new LookResult.Unclear("several match"), Now);
        _spine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await _claims.ClaimAsync(8, Now));
        Assert.Equal("several match", await LeftAsync());
        Assert.Equal(ReplyTemplate.PasswordReissued, (await _spine.SayAsync(Phone, "PASSWORD")).Reply);
        // A report may still settle it.
        await _delivery.ReportAsync(new(_sent.Token, "SM1", DeliveryState.Sent, null, null), Now);
        Assert.Equal("sent", await StateAsync());
    }

    [Fact]
    public async Task A_look_that_outlived_its_lease_settles_nothing()
    {
        var look = await LookAsync();
        _spine.Clock.Advance(Options.Lease);
        var heir = Assert.Single(await _claims.ClaimAsync(8, Now));
        Assert.False(await _settle.SettleAsync(look, new LookResult.Unclear("several match"), Now));
        Assert.False(await _settle.SettleAsync(look, Found("SM1"), Now));
        Assert.Equal("unknown", await StateAsync());
        Assert.True(await _settle.SettleAsync(heir, Found("SM1"), Now));
    }

    [Fact]
    public async Task An_opt_out_that_the_carriers_list_tells_of_counts_though_the_look_came_too_late()
    {
        var look = await LookAsync();
        _spine.Clock.Advance(Options.Lease);
        var refused = new LookResult.Found(new FoundTry(_sent.Token, "SM1", "failed", 21610), []);
        Assert.False(await _settle.SettleAsync(look, refused, Now));
        Assert.Equal("unknown", await StateAsync());
        Assert.Equal(1, await CountAsync("conversations where sms_opted_out_at is not null"));
        Assert.Equal(1, await CountAsync("opt_outs"));
    }

    [Fact]
    public async Task A_frozen_senders_late_answer_is_adopted_although_it_was_to_be_sent_again()
    {
        await SettleTwiceEmptyAsync();
        Assert.Equal("retry", await StateAsync());
        await _spine.Sends.AcceptedAsync(_sent, "SM1", Now);
        Assert.Equal("sent", await StateAsync());
        Assert.Empty(await _spine.SendClaims.ClaimAsync(8, Now));
    }

    [Fact]
    public async Task A_list_that_lagged_behind_both_looks_shows_the_first_try_in_time_for_the_second()
    {
        var second = await SendAgainAsync();
        var look = await LookAsync();
        Assert.Equal([second.Token, _sent.Token], look.Tries.Select(one => one.Token));
        var found = new FoundTry(second.Token, "SM2", "sent", null);
        var both = new LookResult.Found(found, [new FoundTry(_sent.Token, "SM1", "delivered", null)]);
        Assert.True(await _settle.SettleAsync(look, both, Now));
        Assert.Equal("sent", await StateAsync());
        Assert.Equal(2, (await _settle.KnownAsync(["SM1", "SM2"])).Count);
    }

    [Fact]
    public async Task A_second_try_of_unknown_end_waits_twice_as_long_and_from_the_start()
    {
        await SendAgainAsync();
        await _settle.SettleAsync(await LookAsync(), Nothing, Now);
        _spine.Clock.Advance(Options.SettleGap);
        Assert.Empty(await _claims.ClaimAsync(8, Now));
        _spine.Clock.Advance(Options.SettleGap);
        await _settle.SettleAsync(Assert.Single(await _claims.ClaimAsync(8, Now)), Nothing, Now);
        Assert.Equal("retry", await StateAsync());
    }

    [Fact]
    public async Task A_swept_second_try_is_looked_up_from_the_start_as_well()
    {
        await SettleTwiceEmptyAsync();
        await SendAsync();
        _spine.Clock.Advance(Options.Lease);
        await _spine.SendClaims.SweepAsync(all: false, Now);
        Assert.Empty(await _claims.ClaimAsync(8, Now));
        var look = await LookAsync();
        Assert.Equal((2, null), (look.Tries.Count, look.EmptyLookAt));
    }

    [Fact]
    public async Task A_sure_answer_of_an_older_try_says_nothing_of_the_newer()
    {
        await SendAgainAsync();
        var refused = new SendFailure(SendFailureKind.Rejected, 21211, null, "no such phone");
        await _spine.Sends.NotAcceptedAsync(_sent, refused, new NextStep.GiveUp(), Now);
        Assert.Equal("unknown", await StateAsync());
        Assert.Single((await LookAsync()).Tries);
    }

    [Theory]
    [InlineData(DeliveryState.Failed, "unknown")]
    [InlineData(DeliveryState.Undelivered, "unknown")]
    [InlineData(DeliveryState.Delivered, "delivered")]
    [InlineData(DeliveryState.Sent, "sent")]
    public async Task A_report_of_an_older_try_settles_the_text_only_if_the_customer_has_it(
        DeliveryState reported,
        string state
    )
    {
        await SendAgainAsync();
        await _delivery.ReportAsync(new(_sent.Token, "SM1", reported, null, null), Now);
        Assert.Equal(state, await StateAsync());
    }

    [Fact]
    public async Task A_failed_older_try_does_not_stop_the_one_under_way()
    {
        await SettleTwiceEmptyAsync();
        var second = await SendAsync();
        await _delivery.ReportAsync(new(_sent.Token, "SM1", DeliveryState.Failed, 30003, "failed"), Now);
        Assert.Equal("sending", await StateAsync());
        Assert.True(await _spine.Sends.AcceptedAsync(second, "SM2", Now));
        Assert.Equal("sent", await StateAsync());
    }

    [Fact]
    public async Task Of_two_texts_to_a_phone_the_older_is_looked_up_first()
    {
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync(Phone, Spine.Card(2));
        var other = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        await _spine.Sends.BeginAsync(other, "other", password: null, Now);
        await _spine.Sends.NotAcceptedAsync(other, Timeout, new NextStep.Settle(), Now);
        // The older one's look was put off past the other's.
        await _claims.PutOffAsync(await LookAsync(), Now + TimeSpan.FromSeconds(1));
        _spine.Clock.Advance(TimeSpan.FromSeconds(2));
        var look = Assert.Single(await _claims.ClaimAsync(8, Now));
        Assert.Equal(_sent.Text.Id, look.Id);
        await _settle.SettleAsync(look, Found("SM1"), Now);
        Assert.Equal(other.Text.Id, Assert.Single(await _claims.ClaimAsync(8, Now)).Id);
    }

    [Fact]
    public async Task Who_waited_for_a_text_that_is_left_to_a_person_gets_one_of_their_own()
    {
        Assert.Null((await _spine.SayAsync(Phone, "PASSWORD")).Reply); // the welcome under way answers it
        await _settle.SettleAsync(await LookAsync(), new LookResult.Unclear("several match"), Now);
        var own = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        Assert.Equal(ReplyTemplate.PasswordReissued, own.Text.Template);
    }

    [Fact]
    public async Task A_report_that_came_first_keeps_the_password_from_a_false_refusal()
    {
        await _delivery.ReportAsync(new(_sent.Token, "SM1", DeliveryState.Delivered, null, null), Now);
        var refused = new SendFailure(SendFailureKind.Rejected, 21211, null, "no such phone");
        await _spine.Sends.NotAcceptedAsync(_sent, refused, new NextStep.GiveUp(), Now);
        Assert.Equal(1, await CountAsync("temporary_passwords where voided_at is null"));
    }

    [Fact]
    public async Task Passwords_that_may_never_have_left_make_room_before_one_that_did()
    {
        await _spine.Sends.AcceptedAsync(_sent, "SM1", Now);
        for (var i = 0; i < 6; i++)
        {
            _spine.Clock.Advance(TimeSpan.FromDays(1) / 3);
            await _spine.SayAsync(Phone, "PASSWORD");
            var lease = await SendAsync();
            await _spine.Sends.NotAcceptedAsync(lease, Timeout, new NextStep.Settle(), Now);
            await _spine.Temporary.ExecuteAsync(
                "update outbound_messages set left_to_person = 'several match' where state = 'unknown'"
            );
        }
        var live = "temporary_passwords where voided_at is null";
        Assert.Equal(5, await CountAsync(live));
        Assert.Equal(
            1,
            await _spine.Temporary.ScalarAsync<long>($"select count(*) from {live} and attempt_token = @Token", _sent)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_counts_as_sent_can_fail_though_a_later_try_was_made(bool ambiguous)
    {
        Assert.Null((await _spine.SayAsync(Phone, "PASSWORD")).Reply); // waits for the welcome
        await SettleTwiceEmptyAsync();
        var second = await SendAsync();
        if (ambiguous)
        {
            await _spine.Sends.NotAcceptedAsync(second, Timeout, new NextStep.Settle(), Now);
            var look = await LookAsync();
            Assert.True(await _settle.SettleAsync(look, Found("SM1"), Now)); // the first try is listed after all
        }
        else
        {
            await _delivery.ReportAsync(new(_sent.Token, "SM1", DeliveryState.Sent, null, null), Now);
            var busy = new SendFailure(SendFailureKind.NotProcessed, 429, 20429, "too many");
            await _spine.Sends.NotAcceptedAsync(second, busy, new NextStep.RetryAt(Now), Now);
        }
        Assert.Equal("sent", await StateAsync());
        await _delivery.ReportAsync(new(_sent.Token, "SM1", DeliveryState.Undelivered, 30003, "undelivered"), Now);
        Assert.Equal("undelivered", await StateAsync());
        Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now + TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Templates_of_a_newer_version_hide_no_others(int newer)
    {
        await _spine.Temporary.ExecuteAsync("update outbound_messages set state = 'delivered' where id > 0");
        for (var i = 0; i < newer; i++)
            await _spine.SayAsync($"+1415555300{i}", "hello");
        await _spine.Temporary.ExecuteAsync("update outbound_messages set template = 'Newer' where state = 'queued'");
        _spine.Clock.Advance(TimeSpan.FromSeconds(1));
        await _spine.SayAsync("+14155553009", "hello");
        Assert.Single(await _spine.SendClaims.ClaimAsync(1, Now + TimeSpan.FromHours(1)));
    }

    private LookResult.Found Found(string sid, string status = "sent") =>
        new(new FoundTry(_sent.Token, sid, status, null), []);

    /// <summary>A second try, of unknown end like the first.</summary>
    private async Task<SendLease> SendAgainAsync()
    {
        await SettleTwiceEmptyAsync();
        var second = await SendAsync();
        await _spine.Sends.NotAcceptedAsync(second, Timeout, new NextStep.Settle(), Now);
        return second;
    }

    private async Task SettleTwiceEmptyAsync()
    {
        await _settle.SettleAsync(await LookAsync(), Nothing, Now);
        _spine.Clock.Advance(Options.SettleGap);
        await _settle.SettleAsync(Assert.Single(await _claims.ClaimAsync(8, Now)), Nothing, Now);
    }

    private async Task<UnsettledSend> LookAsync()
    {
        _spine.Clock.Advance(Options.SettleAfter);
        return Assert.Single(await _claims.ClaimAsync(8, Now));
    }

    private async Task<SendLease> SendAsync()
    {
        var lease = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        var password = new DrawnPassword(lease.Text.MemberId!.Value, "hash", Now + TimeSpan.FromHours(72));
        Assert.True(await _spine.Sends.BeginAsync(lease, "text {password}", password, Now));
        return lease;
    }

    private Task<string?> StateAsync() =>
        _spine.Temporary.ScalarAsync<string?>("select state from outbound_messages where id = @Id", _sent.Text);

    private Task<string?> LeftAsync() =>
        _spine.Temporary.ScalarAsync<string?>(
            "select left_to_person from outbound_messages where id = @Id",
            _sent.Text
        );

    private Task<long> CountAsync(string what) => _spine.Temporary.ScalarAsync<long>($"select count(*) from {what}");
}
