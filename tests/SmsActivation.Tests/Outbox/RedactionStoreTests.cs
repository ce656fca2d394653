using SmsActivation.Core.Delivery;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Outbox;

/// <summary>Which of the carrier's copies are emptied, and when.</summary>
public sealed class RedactionStoreTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly SendFailure Timeout = new(SendFailureKind.Ambiguous, null, null, "no answer");
    private static readonly SendFailure Refused = new(SendFailureKind.Rejected, 400, 21614, "no mobile");
    private readonly Spine _spine = new();
    private readonly RedactionStore _redactions;
    private readonly DeliveryStore _reports;

    public RedactionStoreTests()
    {
        _redactions = new RedactionStore(_spine.Temporary.Database);
        _reports = new DeliveryStore(_spine.Temporary.Database);
    }

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public Task InitializeAsync() => _spine.AddCardAsync(Spine.Card(1));

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Theory]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Undelivered)]
    [InlineData(DeliveryState.Failed)]
    public async Task A_text_with_a_password_is_due_as_soon_as_it_is_final(DeliveryState final)
    {
        var welcome = await SendAsync(Spine.Card(1));
        await _spine.Sends.AcceptedAsync(welcome, "SM1", Now);
        await ReportAsync(welcome, "SM1", DeliveryState.Sent);
        Assert.Empty(await ClaimAsync());
        await ReportAsync(welcome, "SM1", final);
        var due = Assert.Single(await ClaimAsync());
        Assert.Equal(("SM1", 0), (due.Sid, due.Tries));
        Assert.Empty(await ClaimAsync());
        await _redactions.DoneAsync([due], Now);
        _spine.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await ClaimAsync());
        Assert.NotNull(await _spine.Temporary.ScalarAsync<string?>("select redacted_at from send_attempts"));
    }

    [Fact]
    public async Task A_report_before_the_creates_own_answer_counts()
    {
        var welcome = await SendAsync(Spine.Card(1));
        await ReportAsync(welcome, "SM1", DeliveryState.Delivered);
        await _spine.Sends.AcceptedAsync(welcome, "SM1", Now);
        Assert.Equal("SM1", Assert.Single(await ClaimAsync()).Sid);
    }

    [Fact]
    public async Task A_text_without_a_password_is_left_as_it_is()
    {
        var other = await SendAsync("hello");
        await _spine.Sends.AcceptedAsync(other, "SM1", Now);
        await ReportAsync(other, "SM1", DeliveryState.Delivered);
        _spine.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task Without_a_last_report_it_is_due_after_a_day()
    {
        var welcome = await SendAsync(Spine.Card(1));
        await _spine.Sends.AcceptedAsync(welcome, "SM1", Now);
        _spine.Clock.Advance(Redaction.WithoutReport - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await ClaimAsync());
        _spine.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task What_the_carrier_refused_it_has_no_copy_of()
    {
        var welcome = await SendAsync(Spine.Card(1));
        await _spine.Sends.NotAcceptedAsync(welcome, Refused, new NextStep.GiveUp(), Now);
        Assert.Equal(0, await PendingAsync());
    }

    [Fact]
    public async Task While_a_send_to_the_phone_is_unknown_nothing_is_redacted_unless_it_is_left_to_a_person()
    {
        var welcome = await SendAsync(Spine.Card(1));
        await _spine.Sends.AcceptedAsync(welcome, "SM1", Now);
        await ReportAsync(welcome, "SM1", DeliveryState.Delivered);
        var lost = await SendAsync(Spine.Card(9));
        await _spine.Sends.NotAcceptedAsync(lost, Timeout, new NextStep.Settle(), Now);
        Assert.Empty(await ClaimAsync());
        await _spine.Temporary.ExecuteAsync(
            "update outbound_messages set left_to_person = 'several match' where state = 'unknown'"
        );
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task A_redacted_text_is_no_reason_to_send_another_twice_nor_to_leave_it_to_a_person()
    {
        var welcome = await SendAsync(Spine.Card(1));
        await _spine.Sends.AcceptedAsync(welcome, "SM1", Now);
        await ReportAsync(welcome, "SM1", DeliveryState.Delivered);
        await _redactions.DoneAsync(await ClaimAsync(), Now);
        var lost = await SendAsync(Spine.Card(9));
        await _spine.Sends.NotAcceptedAsync(lost, Timeout, new NextStep.Settle(), Now);
        var options = new OutboxOptions();
        _spine.Clock.Advance(options.SettleAfter);
        var settle = new SettleStore(_spine.Temporary.Database, options);
        var look = Assert.Single(await new SettleClaims(_spine.Temporary.Database, options).ClaimAsync(8, Now));
        // The carrier lists the redacted welcome, without words, and the text that was lost.
        var (empty, there) = (Listed("SM1", ""), Listed("SM2", Assert.Single(look.Tries).Text));
        var known = await settle.KnownAsync(["SM1", "SM2"]);
        var left = new[] { empty, there }.Where(message => !known.Contains(message.Sid!)).ToList();
        Assert.Equal("SM2", Assert.IsType<LookResult.Found>(SettleRules.Decide(look, left)).Newest.Sid);
    }

    [Fact]
    public async Task Each_sid_of_a_text_that_was_sent_twice_has_its_own_turn()
    {
        var first = await SendAsync(Spine.Card(1));
        await _spine.Sends.NotAcceptedAsync(first, Timeout, new NextStep.RetryAt(Now), Now);
        var second = await BeginAsync();
        await _spine.Sends.AcceptedAsync(second, "SM2", Now);
        await ReportAsync(second, "SM2", DeliveryState.Delivered);
        await _spine.Sends.AcceptedAsync(first, "SM1", Now); // a frozen sender's late answer
        Assert.Equal("SM2", Assert.Single(await ClaimAsync()).Sid);
        _spine.Clock.Advance(Redaction.WithoutReport);
        Assert.Contains("SM1", (await ClaimAsync()).Select(due => due.Sid));
    }

    [Fact]
    public async Task A_claim_whose_holder_died_comes_again_and_a_refusal_is_put_off_ever_longer()
    {
        var welcome = await SendAsync(Spine.Card(1));
        await _spine.Sends.AcceptedAsync(welcome, "SM1", Now);
        await ReportAsync(welcome, "SM1", DeliveryState.Delivered);
        await ClaimAsync();
        foreach (var minutes in new[] { 2, 1, 2, 4 })
        {
            _spine.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromMilliseconds(1));
            Assert.Empty(await ClaimAsync());
            _spine.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await _redactions.PutOffAsync(Assert.Single(await ClaimAsync()), Now);
        }
        Assert.Equal(TimeSpan.FromHours(6), new Redaction(1, "SM1", Tries: 500).Pause);
    }

    [Fact]
    public async Task A_sid_that_nobody_tells_is_waited_for_no_longer_than_a_week()
    {
        var lost = await SendAsync(Spine.Card(1));
        await _spine.Sends.NotAcceptedAsync(lost, Timeout, new NextStep.Settle(), Now);
        Assert.Equal(1, await PendingAsync());
        _spine.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Empty(await ClaimAsync());
        Assert.Equal(0, await PendingAsync());
    }

    private Task<IReadOnlyList<Redaction>> ClaimAsync() => _redactions.ClaimAsync(8, Now);

    private Task<long> PendingAsync() =>
        _spine.Temporary.ScalarAsync<long>("select count(*) from send_attempts where redact_at is not null");

    private async Task<SendLease> SendAsync(string body)
    {
        await _spine.SayAsync(Phone, body);
        return await BeginAsync();
    }

    private async Task<SendLease> BeginAsync()
    {
        var lease = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        var password = lease.Text.HoldsPassword
            ? new DrawnPassword(lease.Text.MemberId!.Value, "hash", Now + TimeSpan.FromHours(72))
            : null;
        Assert.True(await _spine.Sends.BeginAsync(lease, $"your card {lease.Text.Template}", password, Now));
        return lease;
    }

    private Task<Reported> ReportAsync(SendLease lease, string sid, DeliveryState state) =>
        _reports.ReportAsync(new DeliveryReport(lease.Token, sid, state, null, state.Word()), Now);

    private TwilioMessage Listed(string sid, string body) =>
        new()
        {
            Sid = sid,
            Status = "sent",
            Direction = "outbound-api",
            Body = body,
            DateCreated = Now,
        };
}
