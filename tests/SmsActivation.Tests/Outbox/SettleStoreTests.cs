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
    private readonly SettleStore _settle;
    private SendLease _sent = null!;

    public SettleStoreTests() => _settle = new SettleStore(_spine.Temporary.Database, Options);

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
        Assert.Empty(await _settle.ClaimAsync(8, Now));
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync(Phone, Spine.Card(2)); // another reply to this phone waits in the queue
        var look = await LookAsync();
        Assert.Equal((_sent.Token, "text {password}", Phone), (look.Attempt, look.Text, look.To));
        Assert.Empty(await _settle.ClaimAsync(8, Now));
        Assert.Empty(await _spine.SendClaims.ClaimAsync(8, Now));
        await _settle.PutOffAsync(look, Now + TimeSpan.FromSeconds(30));
        Assert.Empty(await _settle.ClaimAsync(8, Now));
        Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
    }

    [Fact]
    public async Task A_phone_that_is_sent_to_is_not_looked_up()
    {
        await _spine.SayAsync(Phone, "hello"); // acknowledged without a reply
        await _spine.SayAsync(Phone, Spine.Card(3)); // a reply
        Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now + Options.SettleAfter));
        _spine.Clock.Advance(Options.SettleAfter);
        Assert.Empty(await _settle.ClaimAsync(8, Now));
    }

    [Fact]
    public async Task A_text_that_is_found_is_adopted_with_its_status()
    {
        Assert.True(await _settle.SettleAsync(await LookAsync(), new LookResult.Found("SM1", "delivered", null), Now));
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
        Assert.False(await _settle.SettleAsync(look, new LookResult.Found("SM1", "sent", null), Now));
        Assert.Equal("unknown", await StateAsync());
    }

    [Fact]
    public async Task Two_empty_looks_far_enough_apart_send_it_again_with_a_new_password()
    {
        Assert.True(await _settle.SettleAsync(await LookAsync(), Nothing, Now));
        Assert.Equal("unknown", await StateAsync());
        Assert.Empty(await _settle.ClaimAsync(8, Now));
        _spine.Clock.Advance(Options.SettleGap);
        Assert.True(await _settle.SettleAsync(Assert.Single(await _settle.ClaimAsync(8, Now)), Nothing, Now));
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
    public async Task After_a_day_it_is_given_up()
    {
        _spine.Clock.Advance(Options.RetryFor);
        await SettleTwiceEmptyAsync();
        Assert.Equal("failed", await StateAsync());
    }

    [Fact]
    public async Task One_that_is_left_to_a_person_is_looked_up_no_more_and_holds_nothing_back()
    {
        await _settle.SettleAsync(await LookAsync(), new LookResult.Unclear("several match"), Now);
        _spine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await _settle.ClaimAsync(8, Now));
        Assert.Equal("several match", await LeftAsync());
        Assert.Equal(ReplyTemplate.PasswordReissued, (await _spine.SayAsync(Phone, "PASSWORD")).Reply);
        // A report may still settle it.
        var delivery = new DeliveryStore(_spine.Temporary.Database);
        await delivery.ReportAsync(new(_sent.Token, "SM1", DeliveryState.Sent, null, null), Now);
        Assert.Equal("sent", await StateAsync());
    }

    [Fact]
    public async Task A_look_that_outlived_its_lease_settles_nothing()
    {
        var look = await LookAsync();
        _spine.Clock.Advance(Options.Lease);
        var heir = Assert.Single(await _settle.ClaimAsync(8, Now));
        Assert.False(await _settle.SettleAsync(look, new LookResult.Unclear("several match"), Now));
        Assert.False(await _settle.SettleAsync(look, new LookResult.Found("SM1", "sent", null), Now));
        Assert.Equal("unknown", await StateAsync());
        Assert.True(await _settle.SettleAsync(heir, new LookResult.Found("SM1", "sent", null), Now));
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

    private async Task SettleTwiceEmptyAsync()
    {
        await _settle.SettleAsync(await LookAsync(), Nothing, Now);
        _spine.Clock.Advance(Options.SettleGap);
        await _settle.SettleAsync(Assert.Single(await _settle.ClaimAsync(8, Now)), Nothing, Now);
    }

    private async Task<UnsettledSend> LookAsync()
    {
        _spine.Clock.Advance(Options.SettleAfter);
        return Assert.Single(await _settle.ClaimAsync(8, Now));
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
