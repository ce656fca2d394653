using SmsActivation.Core.Delivery;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Delivery;

/// <summary>When the carrier is asked about a text that it took, and has not reported on since.</summary>
public sealed class DeliveryPollsTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan First = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Second = TimeSpan.FromHours(2);
    private readonly Spine _spine = new();
    private readonly DeliveryPolls _polls;
    private readonly DeliveryStore _delivery;
    private SendLease _lease = null!;

    public DeliveryPollsTests()
    {
        _polls = new DeliveryPolls(_spine.Temporary.Database);
        _delivery = new DeliveryStore(_spine.Temporary.Database);
    }

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        _lease = await BeginAsync();
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task A_sent_text_is_asked_for_at_15_minutes_two_hours_and_then_daily_for_a_week()
    {
        await _spine.Sends.AcceptedAsync(_lease, "SM1", Now);
        Assert.Equal(
            [First, Second, .. Enumerable.Range(1, 7).Select(day => Second + (day * Day))],
            await LooksAsync(12 * Day)
        );
    }

    [Fact]
    public async Task A_text_that_a_report_proved_sent_is_asked_for_as_well()
    {
        await ReportAsync("SM1", DeliveryState.Sent);
        Assert.Equal([First, Second], await LooksAsync(Day));
    }

    [Theory]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Undelivered)]
    [InlineData(DeliveryState.Failed)]
    public async Task A_text_whose_last_word_came_is_not_asked_for(DeliveryState state)
    {
        await _spine.Sends.AcceptedAsync(_lease, "SM1", Now);
        await ReportAsync("SM1", state);
        Assert.Empty(await LooksAsync(Day));
    }

    [Fact]
    public async Task A_text_that_is_still_being_sent_is_not_asked_for() => Assert.Empty(await LooksAsync(Day));

    [Fact]
    public async Task A_look_that_is_late_is_the_only_one_of_its_day()
    {
        await _spine.Sends.AcceptedAsync(_lease, "SM1", Now);
        _spine.Clock.Advance(3 * Second);
        Assert.Equal([TimeSpan.Zero, Day], await LooksAsync(Day));
    }

    [Fact]
    public async Task A_look_is_one_hosts()
    {
        await _spine.Sends.AcceptedAsync(_lease, "SM1", Now);
        _spine.Clock.Advance(First);
        var both = await Task.WhenAll(_polls.ClaimAsync(8, Now), _polls.ClaimAsync(8, Now));
        Assert.Equal(new UnreportedText(_lease.Text.Id, "SM1"), Assert.Single(both.SelectMany(due => due)));
    }

    [Fact]
    public async Task A_look_that_the_carrier_did_not_answer_counts_for_none()
    {
        await _spine.Sends.AcceptedAsync(_lease, "SM1", Now);
        _spine.Clock.Advance(First);
        var text = Assert.Single(await _polls.ClaimAsync(8, Now));
        await _polls.PutOffAsync(text, Now + First);
        Assert.Equal([First, Second - First], await LooksAsync(Second));
    }

    [Fact]
    public async Task What_became_final_meanwhile_is_not_put_off()
    {
        await _spine.Sends.AcceptedAsync(_lease, "SM1", Now);
        _spine.Clock.Advance(First);
        var text = Assert.Single(await _polls.ClaimAsync(8, Now));
        await ReportAsync("SM1", DeliveryState.Delivered);
        Assert.Equal(0, await _polls.PutOffAsync(text, Now));
        Assert.Empty(await _polls.ClaimAsync(8, Now));
    }

    [Fact]
    public async Task What_waits_longest_is_asked_for_first()
    {
        await _spine.Sends.AcceptedAsync(_lease, "SM1", Now);
        _spine.Clock.Advance(TimeSpan.FromSeconds(1));
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync("+14155552672", Spine.Card(2));
        await _spine.Sends.AcceptedAsync(await BeginAsync(), "SM2", Now);
        _spine.Clock.Advance(First);
        Assert.Equal("SM1", Assert.Single(await _polls.ClaimAsync(1, Now)).Sid);
        Assert.Equal("SM2", Assert.Single(await _polls.ClaimAsync(1, Now)).Sid);
    }

    [Fact]
    public async Task A_text_that_was_sent_anew_is_asked_for_from_the_start()
    {
        await _spine.Sends.AcceptedAsync(_lease, "SM1", Now);
        Assert.Equal([First, Second], await LooksAsync(Second));
        await ReportAsync("SM1", DeliveryState.Undelivered, 30036);
        Assert.Empty(await _polls.ClaimAsync(8, Now + Day));
        await _spine.Sends.AcceptedAsync(await BeginAsync(), "SM2", Now);
        Assert.Equal([First, Second], await LooksAsync(Day));
    }

    /// <summary>How long from now each look is, if each is taken when it is due.</summary>
    private async Task<IReadOnlyList<TimeSpan>> LooksAsync(TimeSpan during)
    {
        var looks = new List<TimeSpan>();
        for (var after = TimeSpan.Zero; after <= during; after += First)
            if ((await _polls.ClaimAsync(8, Now + after)).Count > 0)
                looks.Add(after);
        return looks;
    }

    private Task<Reported> ReportAsync(string sid, DeliveryState state, int? code = null) =>
        _delivery.ReportAsync(new(sid == "SM1" ? _lease.Token : null, sid, state, code, null), Now);

    private async Task<SendLease> BeginAsync()
    {
        var lease = Assert.Single(await _spine.SendClaims.ClaimAsync(8, Now));
        var password = new DrawnPassword(lease.Text.MemberId!.Value, "hash", Now + TimeSpan.FromHours(72));
        Assert.True(await _spine.Sends.BeginAsync(lease, "text {password}", password, Now));
        return lease;
    }
}
