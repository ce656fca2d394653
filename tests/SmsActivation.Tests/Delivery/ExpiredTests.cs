using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Delivery;

/// <summary>A text with a password that the carrier held until it was no longer valid.</summary>
public sealed class ExpiredTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const int ValidityExpired = 30036;
    private static readonly SendFailure Timeout = new(SendFailureKind.Ambiguous, null, null, "no answer");
    private readonly Spine _spine = new();
    private readonly DeliveryStore _delivery;
    private SendLease _first = null!;

    public ExpiredTests() => _delivery = new DeliveryStore(_spine.Temporary.Database);

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        _first = await BeginAsync();
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task The_same_row_is_sent_anew_with_another_password()
    {
        await SentAsync();
        Assert.Equal(Reported.Moved, await ExpireAsync(_first, "SM1"));
        Assert.Equal("retry", await StateAsync());
        Assert.Equal(0, await CountAsync("temporary_passwords where voided_at is null"));
        Assert.Equal(1, await CountAsync("send_attempts where result = 'expired' and error_code = 30036"));
        Assert.Equal(1, await CountAsync("send_attempts where sid = 'SM1' and redact_at is not null"));

        var second = await BeginAsync();
        Assert.Equal(_first.Text.Id, second.Text.Id);
        Assert.True(await _spine.Sends.AcceptedAsync(second, "SM2", Now));
        Assert.Equal(("sent", "SM2"), (await StateAsync(), await OfRowAsync("sid")));
        Assert.Equal(1, await CountAsync("outbound_messages"));
        Assert.Equal(second.Token, await LivePasswordAsync());
    }

    [Theory]
    [InlineData(DeliveryState.Undelivered, ValidityExpired, "retry")]
    [InlineData(DeliveryState.Failed, ValidityExpired, "retry")]
    [InlineData(DeliveryState.Undelivered, 30003, "undelivered")]
    [InlineData(DeliveryState.Failed, null, "failed")]
    [InlineData(DeliveryState.Delivered, ValidityExpired, "delivered")]
    public async Task Only_that_error_of_a_text_that_did_not_arrive_is_such(
        DeliveryState reported,
        int? code,
        string state
    )
    {
        await SentAsync();
        await _delivery.ReportAsync(new(null, "SM1", reported, code, null), Now);
        Assert.Equal(state, await StateAsync());
    }

    [Fact]
    public async Task A_text_that_arrived_is_not_sent_anew()
    {
        await SentAsync();
        await _delivery.ReportAsync(new(null, "SM1", DeliveryState.Delivered, null, null), Now);
        Assert.Equal(Reported.NothingNew, await ExpireAsync(_first, "SM1"));
        Assert.Equal("delivered", await StateAsync());
        Assert.Equal(_first.Token, await LivePasswordAsync());
    }

    [Fact]
    public async Task A_text_without_a_password_is_not_sent_anew()
    {
        await SentAsync();
        await _spine.SayAsync(Phone, Spine.Card(1)); // it is active already
        var plain = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        await _spine.Sends.BeginAsync(plain, "text", password: null, Now);
        await _spine.Sends.AcceptedAsync(plain, "SM2", Now);
        await ExpireAsync(plain, "SM2");
        Assert.Equal(1, await CountAsync("outbound_messages where state = 'undelivered' and error_code = 30036"));
    }

    [Fact]
    public async Task The_same_report_again_changes_nothing()
    {
        await SentAsync();
        await ExpireAsync(_first, "SM1");
        Assert.Equal(Reported.NothingNew, await ExpireAsync(_first, "SM1"));
        Assert.Equal("retry", await StateAsync());
        var second = await BeginAsync();
        Assert.Equal(Reported.NothingNew, await ExpireAsync(_first, "SM1"));
        Assert.True(await _spine.Sends.AcceptedAsync(second, "SM2", Now));
        Assert.Equal(Reported.NothingNew, await ExpireAsync(_first, "SM1"));
        Assert.Equal("sent", await StateAsync());
        Assert.Equal(second.Token, await LivePasswordAsync());
    }

    [Theory]
    [InlineData(DeliveryState.Sent)]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Undelivered)]
    [InlineData(DeliveryState.Failed)]
    public async Task Other_words_of_the_replaced_try_come_too_late(DeliveryState late)
    {
        await SentAsync();
        await ExpireAsync(_first, "SM1");
        foreach (var token in new[] { _first.Token, null })
            Assert.Equal(Reported.NothingNew, await _delivery.ReportAsync(new(token, "SM1", late, null, null), Now));
        Assert.Equal("retry", await StateAsync());
        await BeginAsync();
        Assert.Equal(2, await CountAsync("send_attempts"));
    }

    [Fact]
    public async Task The_second_one_that_expires_is_the_last()
    {
        await SentAsync();
        await ExpireAsync(_first, "SM1");
        var second = await BeginAsync();
        await _spine.Sends.AcceptedAsync(second, "SM2", Now);
        Assert.Equal(Reported.Moved, await ExpireAsync(second, "SM2"));
        Assert.Equal(("undelivered", "30036"), (await StateAsync(), await OfRowAsync("error_code")));
        Assert.Empty(await _spine.SendClaims.ClaimAsync(8, Now + TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task Who_has_a_newer_text_with_a_password_is_not_sent_the_older_anew()
    {
        await SentAsync();
        _spine.Clock.Advance(TimeSpan.FromHours(8));
        await _spine.SayAsync(Phone, "PASSWORD");
        await ExpireAsync(_first, "SM1");
        Assert.Equal("undelivered", await StateAsync());
        var newer = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        Assert.Equal(ReplyTemplate.PasswordReissued, newer.Text.Template);
    }

    [Fact]
    public async Task Who_has_a_password_of_their_own_needs_no_other()
    {
        await SentAsync();
        await _spine.Temporary.ExecuteAsync("update members set password_hash = 'own' where id > 0");
        await ExpireAsync(_first, "SM1");
        Assert.Equal("undelivered", await StateAsync());
    }

    [Fact]
    public async Task Who_was_erased_meanwhile_is_sent_nothing()
    {
        await SentAsync();
        var people = new PersonStore(_spine.Temporary.Database, new OptOutKey(key: null), EventOutbox.Off);
        Assert.IsType<Erasure.Done>(await people.EraseAsync(Phone, hostIsLive: false, Now));
        await ExpireAsync(_first, "SM1");
        Assert.Equal("undelivered", await StateAsync());
    }

    [Fact]
    public async Task A_password_asked_for_while_it_is_sent_anew_is_the_one_on_its_way()
    {
        await SentAsync();
        await ExpireAsync(_first, "SM1");
        Assert.Null((await _spine.SayAsync(Phone, "PASSWORD")).Reply);
        Assert.Equal(_first.Text.Id, (await BeginAsync()).Text.Id);
    }

    [Fact]
    public async Task A_send_of_unknown_end_is_unknown_no_more()
    {
        await _spine.Sends.NotAcceptedAsync(_first, Timeout, new NextStep.Settle(), Now);
        await _spine.Temporary.ExecuteAsync(
            "update outbound_messages set left_to_person = 'several match' where id > 0"
        );
        await ExpireAsync(_first, "SM1");
        Assert.Equal(
            1,
            await CountAsync(
                "outbound_messages where state = 'retry' and coalesce(left_to_person, unknown_since) is null"
            )
        );
    }

    [Fact]
    public async Task What_is_about_to_be_sent_again_anyway_goes_on_as_it_is()
    {
        await TakenForLostAsync();
        Assert.Equal(Reported.Moved, await ExpireAsync(_first, "SM1"));
        Assert.Equal("retry", await StateAsync());
        Assert.Equal(0, await CountAsync("temporary_passwords where voided_at is null"));
        Assert.Empty(await _spine.SendClaims.ClaimAsync(8, Now)); // no sooner than it would have been
        _spine.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await BeginAsync();
        await _spine.Sends.AcceptedAsync(second, "SM2", Now);
        Assert.Equal(("sent", second.Token), (await StateAsync(), await LivePasswordAsync()));
        await ExpireAsync(second, "SM2");
        Assert.Equal("undelivered", await StateAsync()); // it was replaced once
    }

    [Fact]
    public async Task Who_is_about_to_send_it_again_keeps_it()
    {
        await TakenForLostAsync();
        _spine.Clock.Advance(TimeSpan.FromMinutes(5));
        var claimed = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        Assert.Equal(Reported.Moved, await ExpireAsync(_first, "SM1"));
        Assert.Equal("claimed", await StateAsync());
        var password = new DrawnPassword(claimed.Text.MemberId!.Value, "hash", Now + TimeSpan.FromHours(72));
        Assert.True(await _spine.Sends.BeginAsync(claimed, "text {password}", password, Now));
        Assert.Equal(claimed.Token, await LivePasswordAsync());
    }

    [Fact]
    public async Task A_creates_answer_that_comes_after_the_report_takes_nothing_back()
    {
        Assert.Equal(Reported.Moved, await ExpireAsync(_first, "SM1"));
        Assert.False(await _spine.Sends.AcceptedAsync(_first, "SM1", Now));
        Assert.Equal("retry", await StateAsync());
        Assert.Equal(Reported.NothingNew, await ExpireAsync(_first, "SM1"));
        Assert.NotEqual(_first.Token, (await BeginAsync()).Token);
    }

    [Theory]
    [InlineData(SendFailureKind.Ambiguous)]
    [InlineData(SendFailureKind.Rejected)]
    public async Task Nor_does_a_creates_failure(SendFailureKind kind)
    {
        await ExpireAsync(_first, "SM1");
        NextStep next = kind == SendFailureKind.Ambiguous ? new NextStep.Settle() : new NextStep.GiveUp();
        Assert.False(await _spine.Sends.NotAcceptedAsync(_first, Timeout with { Kind = kind }, next, Now));
        Assert.Equal("retry", await StateAsync());
        Assert.Equal(1, await CountAsync("send_attempts where result = 'expired' and redact_at is not null"));
    }

    /// <summary>Of unknown end, and twice not in the list.</summary>
    private async Task TakenForLostAsync()
    {
        await _spine.Sends.NotAcceptedAsync(_first, Timeout, new NextStep.RetryAt(Now + TimeSpan.FromMinutes(5)), Now);
        Assert.Equal("retry", await StateAsync());
    }

    private Task<bool> SentAsync() => _spine.Sends.AcceptedAsync(_first, "SM1", Now);

    private Task<Reported> ExpireAsync(SendLease lease, string sid) =>
        _delivery.ReportAsync(new(lease.Token, sid, DeliveryState.Undelivered, ValidityExpired, "expired"), Now);

    private async Task<SendLease> BeginAsync()
    {
        var lease = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        var password = new DrawnPassword(lease.Text.MemberId!.Value, "hash", Now + TimeSpan.FromHours(72));
        Assert.True(await _spine.Sends.BeginAsync(lease, "text {password}", password, Now));
        return lease;
    }

    private Task<string?> StateAsync() => OfRowAsync("state");

    private Task<string?> OfRowAsync(string column) =>
        _spine.Temporary.ScalarAsync<string?>($"select {column} from outbound_messages where id = @Id", _first.Text);

    private Task<string?> LivePasswordAsync() =>
        _spine.Temporary.ScalarAsync<string?>("select attempt_token from temporary_passwords where voided_at is null");

    private Task<long> CountAsync(string what) => _spine.Temporary.ScalarAsync<long>($"select count(*) from {what}");
}
