using SmsActivation.Core.Delivery;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Outbox;

/// <summary>From the outbox to the carrier and back, statement by statement.</summary>
public sealed class SendStoreTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly SendFailure Timeout = new(SendFailureKind.Ambiguous, null, null, "no answer");
    private static readonly SendFailure Refused = new(SendFailureKind.NotProcessed, null, null, "refused");
    private static readonly SendFailure OptedOut = new(
        SendFailureKind.Rejected,
        400,
        21610,
        "the recipient has opted out"
    );
    private readonly Spine _spine = new();
    private readonly DeliveryStore _delivery;

    public SendStoreTests() => _delivery = new DeliveryStore(_spine.Temporary.Database);

    private SendStore Sends => _spine.Sends;
    private SendClaims Claims => _spine.SendClaims;
    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task A_text_is_claimed_once_and_its_phone_with_it()
    {
        await _spine.SayAsync(Phone, "HELP ME"); // a second reply to the same phone: none, it is acknowledged
        await _spine.SayAsync(Phone, Spine.Card(1)); // already active: a reply
        var leases = await Claims.ClaimAsync(10, Now);
        Assert.Equal(ReplyTemplate.Activated, Assert.Single(leases).Text.Template);
        Assert.Empty(await Claims.ClaimAsync(10, Now));

        await Sends.BeginAsync(leases[0], "text", Password(), Now);
        await Sends.AcceptedAsync(leases[0], "SM1", Now);
        Assert.Equal(ReplyTemplate.AlreadyActive, Assert.Single(await Claims.ClaimAsync(10, Now)).Text.Template);
    }

    [Fact]
    public async Task A_reply_knows_the_text_that_it_answers_whichever_way_it_leaves()
    {
        var sid = await _spine.Temporary.ScalarAsync<string>("select sid from inbound_messages");
        DateTimeOffset? received = Now;
        _spine.Clock.Advance(TimeSpan.FromMinutes(1));
        var queued = Assert.Single(await Claims.ClaimAsync(1, Now)).Text;
        Assert.Equal((sid, received), (queued.TextSid, queued.TextedAt));

        var settle = new SettleClaims(_spine.Temporary.Database, new OutboxOptions());
        await Claims.SweepAsync(all: true, Now);
        await Sends.NotAcceptedAsync(await BegunAsync(), Timeout, new NextStep.Settle(), Now);
        _spine.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(sid, Assert.Single(await settle.ClaimAsync(1, Now)).TextSid);

        // Whoever was erased meanwhile has no text any more.
        await _spine.SayAsync("+14155552672", "hello");
        await _spine.Temporary.ExecuteAsync("delete from activation_log");
        Assert.Null(Assert.Single(await Claims.ClaimAsync(1, Now)).Text.TextSid);
    }

    [Fact]
    public async Task A_try_is_on_disk_before_it_leaves()
    {
        var lease = await BegunAsync();
        Assert.Equal(("sending", 1L), await StateAsync());
        Assert.Equal(
            "text",
            await _spine.Temporary.ScalarAsync<string>("select text from send_attempts where token = @Token", lease)
        );
        Assert.Equal(1, await LivePasswordsAsync());
    }

    [Fact]
    public async Task A_sender_whose_lease_ran_out_does_not_begin()
    {
        var frozen = Assert.Single(await Claims.ClaimAsync(1, Now));
        _spine.Clock.Advance(TimeSpan.FromSeconds(31));
        await Claims.SweepAsync(all: false, Now);
        var heir = Assert.Single(await Claims.ClaimAsync(1, Now));
        Assert.False(await Sends.BeginAsync(frozen, "text", Password(), Now));
        Assert.True(await Sends.BeginAsync(heir, "text", Password(), Now));
        Assert.Equal(1, await LivePasswordsAsync());
    }

    [Fact]
    public async Task What_never_reached_the_carrier_is_tried_again_as_the_same_row_and_its_password_is_void()
    {
        var lease = await BegunAsync();
        await Sends.NotAcceptedAsync(lease, Refused, new NextStep.RetryAt(Now + TimeSpan.FromSeconds(2)), Now);
        Assert.Equal(("retry", 1L), await StateAsync());
        Assert.Equal(0, await LivePasswordsAsync());
        Assert.Empty(await Claims.ClaimAsync(1, Now));

        _spine.Clock.Advance(TimeSpan.FromSeconds(2));
        var again = Assert.Single(await Claims.ClaimAsync(1, Now));
        await Sends.BeginAsync(again, "text", Password(), Now);
        await Sends.AcceptedAsync(again, "SM2", Now);
        Assert.Equal(("sent", 2L), await StateAsync());
        Assert.Equal(1, await LivePasswordsAsync());
    }

    [Fact]
    public async Task An_ambiguous_send_is_kept_and_holds_back_only_the_same_text_for_a_while()
    {
        var lease = await BegunAsync();
        await Sends.NotAcceptedAsync(lease, Timeout, new NextStep.Settle(), Now);
        Assert.Equal(("unknown", 1L), await StateAsync());
        Assert.Equal(1, await LivePasswordsAsync()); // it may have arrived

        await QueueAsync(ReplyTemplate.Activated);
        await QueueAsync(ReplyTemplate.HelpSent);
        var help = Assert.Single(await Claims.ClaimAsync(10, Now));
        Assert.Equal(ReplyTemplate.HelpSent, help.Text.Template);
        await Claims.HandBackAsync(help, Now + TimeSpan.FromHours(1));

        _spine.Clock.Advance(OutboxOptions.UnknownHolds);
        Assert.Equal(ReplyTemplate.Activated, Assert.Single(await Claims.ClaimAsync(10, Now)).Text.Template);
    }

    [Fact]
    public async Task A_crash_while_sending_leaves_the_text_unknown_and_a_mere_claim_leaves_it_queued()
    {
        await BegunAsync();
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync("+14155550000", Spine.Card(2));
        await Claims.ClaimAsync(10, Now);
        await Claims.SweepAsync(all: true, Now);
        Assert.Equal(
            ["unknown", "queued"],
            await _spine.Temporary.Database.ReadAsync(session =>
                session.QueryAsync<string>("select state from outbound_messages order by id")
            )
        );
        Assert.Single(await Claims.ClaimAsync(10, Now));
    }

    [Fact]
    public async Task A_report_moves_a_text_forward_only_and_its_first_error_is_kept()
    {
        var lease = await BegunAsync();
        await Sends.AcceptedAsync(lease, "SM1", Now);
        Assert.Equal(Reported.NothingNew, await ReportAsync(lease, DeliveryState.Sent));
        Assert.Equal(Reported.Moved, await ReportAsync(lease, DeliveryState.Undelivered, 30003));
        Assert.Equal(Reported.NothingNew, await ReportAsync(lease, DeliveryState.Delivered));
        Assert.Equal(Reported.NothingNew, await ReportAsync(lease, DeliveryState.Failed, 30005));
        Assert.Equal(("undelivered", 1L), await StateAsync());
        Assert.Equal(30003, await _spine.Temporary.ScalarAsync<int>("select error_code from outbound_messages"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_proves_that_the_carrier_has_it_even_before_the_creates_own_answer(bool answerIsLost)
    {
        var lease = await BegunAsync();
        if (answerIsLost)
            await Sends.NotAcceptedAsync(lease, Timeout, new NextStep.Settle(), Now);
        Assert.Equal(Reported.Moved, await ReportAsync(lease, DeliveryState.Delivered));
        if (!answerIsLost)
            await Sends.AcceptedAsync(lease, "SM1", Now);
        Assert.Equal(("delivered", 1L), await StateAsync());
        Assert.Equal("accepted", await _spine.Temporary.ScalarAsync<string>("select result from send_attempts"));
        Assert.Equal("SM1", await _spine.Temporary.ScalarAsync<string>("select sid from outbound_messages"));
    }

    [Fact]
    public async Task A_late_answer_adopts_a_text_that_was_thought_lost()
    {
        var lease = await BegunAsync();
        _spine.Clock.Advance(TimeSpan.FromSeconds(31));
        await Claims.SweepAsync(all: false, Now);
        Assert.Equal(("unknown", 1L), await StateAsync());
        Assert.True(await Sends.AcceptedAsync(lease, "SM1", Now));
        Assert.Equal(("sent", 1L), await StateAsync());
    }

    [Fact]
    public async Task A_report_about_nothing_of_ours_changes_nothing() =>
        Assert.Equal(
            Reported.NotOurs,
            await _delivery.ReportAsync(
                new DeliveryReport("no-such-token", "SM9", DeliveryState.Delivered, null, null),
                Now
            )
        );

    [Fact]
    public async Task A_password_that_waited_for_a_reply_gets_its_own_when_that_one_fails()
    {
        var outcome = await _spine.SayAsync(Phone, "PASSWORD");
        Assert.Null(outcome.Reply);
        Assert.NotNull(outcome.AnsweredByReply);
        await _spine.SayAsync(Phone, "PASSWORD");

        var lease = await BegunAsync();
        await Sends.NotAcceptedAsync(lease, OptedOut, new NextStep.GiveUp(), Now);
        var own = Assert.Single(await Claims.ClaimAsync(10, Now));
        Assert.Equal((ReplyTemplate.PasswordReissued, Phone), (own.Text.Template, own.Text.To));
        Assert.Equal(
            2,
            await _spine.Temporary.ScalarAsync<long>(
                "select count(*) from activation_log where reply_id = @Id",
                new { own.Text.Id }
            )
        );
        Assert.Equal(2, await _spine.Temporary.ScalarAsync<long>("select count(*) from outbound_messages"));
    }

    [Fact]
    public async Task A_password_does_not_wait_for_ever_for_a_send_whose_fate_stays_unknown()
    {
        var lease = await BegunAsync();
        await Sends.NotAcceptedAsync(lease, Timeout, new NextStep.Settle(), Now);
        Assert.NotNull((await _spine.SayAsync(Phone, "PASSWORD")).AnsweredByReply);
        _spine.Clock.Advance(OutboxOptions.UnknownHolds);
        Assert.Equal(ReplyTemplate.PasswordReissued, (await _spine.SayAsync(Phone, "PASSWORD")).Reply);
    }

    [Fact]
    public async Task A_password_does_not_wait_for_a_reply_that_failed_while_it_was_being_decided()
    {
        var lease = await BegunAsync();
        var outcome = await _spine.SayAndBeOvertakenAsync(
            Phone,
            "PASSWORD",
            () => Sends.NotAcceptedAsync(lease, OptedOut, new NextStep.GiveUp(), Now)
        );
        Assert.Equal(ReplyTemplate.PasswordReissued, outcome.Reply);
    }

    [Fact]
    public async Task A_sure_refusal_that_comes_after_the_sweep_still_counts()
    {
        var lease = await BegunAsync();
        _spine.Clock.Advance(TimeSpan.FromSeconds(31));
        await Claims.SweepAsync(all: false, Now);
        await Sends.NotAcceptedAsync(lease, Refused, new NextStep.RetryAt(Now), Now);
        Assert.Equal(("retry", 1L), await StateAsync());
    }

    [Fact]
    public async Task At_most_five_passwords_of_a_member_are_live()
    {
        for (var i = 0; i < 7; i++)
        {
            var lease = await BegunAsync();
            await Sends.AcceptedAsync(lease, $"SM{i}", Now);
            await QueueAsync(ReplyTemplate.PasswordReissued);
        }
        Assert.Equal(5, await LivePasswordsAsync());
    }

    [Fact]
    public async Task A_stop_hands_unsent_rows_back_as_they_were()
    {
        var lease = Assert.Single(await Claims.ClaimAsync(1, Now));
        await Claims.HandBackAsync(lease, Now);
        Assert.Equal(("queued", 0L), await StateAsync());
        Assert.Single(await Claims.ClaimAsync(1, Now));
    }

    private static DrawnPassword Password() => new(1, "hash", DateTimeOffset.MaxValue.AddYears(-1));

    private async Task<SendLease> BegunAsync()
    {
        var lease = Assert.Single(await Claims.ClaimAsync(1, Now));
        Assert.True(await Sends.BeginAsync(lease, "text", Password(), Now));
        return lease;
    }

    private Task<Reported> ReportAsync(SendLease lease, DeliveryState state, int? code = null) =>
        _delivery.ReportAsync(new DeliveryReport(lease.Token, "SM1", state, code, state.Word()), Now);

    private Task QueueAsync(ReplyTemplate template) =>
        _spine.Temporary.ExecuteAsync(
            """
            insert into outbound_messages
                (sender, channel, to_address, template, language, member_id, holds_password, state, due_at, created_at)
            values (@Phone, 'sms', @Phone, @template, 'en', 1, @holdsPassword, 'queued', @Now, @Now)
            """,
            new
            {
                Phone,
                template = template.ToString(),
                holdsPassword = template.CarriesPassword(),
                Now,
            }
        );

    private async Task<(string, long)> StateAsync() =>
        (
            (await _spine.Temporary.ScalarAsync<string>("select state from outbound_messages order by id"))!,
            await _spine.Temporary.ScalarAsync<long>("select attempts from outbound_messages order by id")
        );

    private async Task<long> LivePasswordsAsync() =>
        await _spine.Temporary.ScalarAsync<long>(
            "select count(*) from temporary_passwords where used_at is null and voided_at is null"
        );
}
