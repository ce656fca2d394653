using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Outbox;

/// <summary>A reply that leaves with its decision: announced in the same transaction, behind the same guards.</summary>
public sealed class SendPlaceTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private readonly Spine _spine = new();

    public Task InitializeAsync() => _spine.AddCardAsync(Spine.Card(1));

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task A_reply_with_a_place_is_announced_with_its_decision()
    {
        var placed = (await SayAsync("hello")).Placed!;
        Assert.Equal(_spine.Clock.GetUtcNow(), placed.Text.TextedAt);
        Assert.NotNull(placed.Text.TextSid);
        Assert.Equal(("sending", 1L), await StateAsync(placed));
        Assert.Equal(
            "what will be sent",
            await _spine.Temporary.ScalarAsync<string>("select text from send_attempts where token = @Token", placed)
        );
        Assert.True(await _spine.Sends.AcceptedAsync(placed, "SM1", _spine.Clock.GetUtcNow()));
        Assert.Equal(("sent", 1L), await StateAsync(placed));
    }

    [Fact]
    public async Task A_phone_that_is_being_sent_to_waits_in_the_queue()
    {
        await SayAsync("hello");
        Assert.Null((await SayAsync(Spine.Card(1)[..15])).Placed);
        Assert.Empty(await ClaimAsync()); // its phone is still being sent to
    }

    [Fact]
    public async Task A_reply_does_not_overtake_one_that_waits()
    {
        await _spine.SayAsync(Phone, "hello"); // queued: it had no place
        Assert.Null((await SayAsync(Spine.Card(1))).Placed);
        Assert.Equal(ReplyTemplate.MissingCardNumber, Assert.Single(await ClaimAsync()).Text.Template);
    }

    [Fact]
    public async Task A_reply_waits_for_an_unsettled_send_to_its_phone()
    {
        var placed = (await SayAsync("hello")).Placed!;
        var timeout = new SendFailure(SendFailureKind.Ambiguous, null, null, "no answer");
        await _spine.Sends.NotAcceptedAsync(placed, timeout, new NextStep.Settle(), _spine.Clock.GetUtcNow());
        Assert.Null((await SayAsync(Spine.Card(1)[..15])).Placed);
    }

    [Fact]
    public async Task A_text_without_a_reply_holds_nothing_back()
    {
        var silent = await SayAsync("STOP"); // Twilio has answered it
        Assert.Equal((null, null), (silent.Outcome!.Reply, silent.Placed));
        Assert.NotNull((await SayAsync("hello")).Placed);
    }

    [Fact]
    public async Task A_welcome_is_claimed_but_announced_only_with_its_password()
    {
        var placed = (await SayAsync(Spine.Card(1))).Placed!;
        Assert.Equal(("claimed", 0L), await StateAsync(placed));
        Assert.Equal(0, await _spine.Temporary.ScalarAsync<long>("select count(*) from send_attempts"));
        Assert.True(await _spine.Sends.BeginAsync(placed, "text", password: null, _spine.Clock.GetUtcNow()));
        Assert.Equal(("sending", 1L), await StateAsync(placed));
    }

    [Fact]
    public async Task A_host_that_dies_between_decision_and_send_leaves_it_unknown()
    {
        var placed = (await SayAsync("hello")).Placed!;
        _spine.Clock.Advance(TimeSpan.FromSeconds(31));
        await _spine.SendClaims.SweepAsync(all: false, _spine.Clock.GetUtcNow());
        Assert.Equal(("unknown", 1L), await StateAsync(placed));
    }

    [Fact]
    public async Task A_welcome_that_was_only_claimed_goes_back_to_the_queue()
    {
        var placed = (await SayAsync(Spine.Card(1))).Placed!;
        _spine.Clock.Advance(TimeSpan.FromSeconds(31));
        await _spine.SendClaims.SweepAsync(all: false, _spine.Clock.GetUtcNow());
        Assert.Equal(("queued", 0L), await StateAsync(placed));
        Assert.Equal(placed.Text.Id, Assert.Single(await ClaimAsync()).Text.Id);
    }

    [Fact]
    public async Task A_send_lease_taken_since_the_decision_sends_the_reply_to_the_queue()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "hello"));
        var lease = Assert.Single(await ClaimTextsAsync());
        var text = lease.Texts[0];
        var database = _spine.Temporary.Database;
        var decided = await database.ReadAsync(session =>
            _spine.Flow.DecideAsync(session, lease, text, _spine.Flow.Read(text))
        );
        await _spine.Temporary.ExecuteAsync(
            "update conversations set send_token = 'another', send_lease_until = @until",
            new { until = _spine.Clock.GetUtcNow() + TimeSpan.FromSeconds(30) }
        );
        var late = await database.WriteAsync(session =>
            _spine.Flow.ApplyAsync(session, lease, text, decided, endsLease: true, Place())
        );
        Assert.Equal(Applied.FactsChanged, late.Applied);
        var again = await _spine.Flow.HandleAsync(lease, text, endsLease: true, Place());
        Assert.Equal((Applied.Done, null), (again.Applied, again.Placed));
    }

    private async Task<Handled> SayAsync(string body)
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, body));
        var lease = Assert.Single(await ClaimTextsAsync());
        var handled = await _spine.Flow.HandleAsync(lease, lease.Texts[0], endsLease: true, Place());
        Assert.Equal(Applied.Done, handled.Applied);
        return handled;
    }

    private SendPlace Place() =>
        new(
            Guid.NewGuid().ToString("N"),
            Spine.OurNumber,
            _spine.Clock.GetUtcNow() + TimeSpan.FromSeconds(30),
            SendDeadline.Start(_spine.Clock, TimeSpan.FromSeconds(15)),
            _ => "what will be sent"
        );

    private Task<IReadOnlyList<ConversationLease>> ClaimTextsAsync() =>
        _spine.Claims.ClaimAsync(1, TimeSpan.FromSeconds(30), _spine.Clock.GetUtcNow());

    private Task<IReadOnlyList<SendLease>> ClaimAsync() => _spine.SendClaims.ClaimAsync(10, _spine.Clock.GetUtcNow());

    private async Task<(string State, long Attempts)> StateAsync(SendLease placed) =>
        (
            (
                await _spine.Temporary.ScalarAsync<string>(
                    "select state from outbound_messages where id = @Id",
                    placed.Text
                )
            )!,
            await _spine.Temporary.ScalarAsync<long>(
                "select attempts from outbound_messages where id = @Id",
                placed.Text
            )
        );
}
