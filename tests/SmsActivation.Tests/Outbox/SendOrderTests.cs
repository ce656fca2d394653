using SmsActivation.Core.Replies;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Outbox;

/// <summary>What leaves first when not everything can leave at once.</summary>
public sealed class SendOrderTests : IAsyncLifetime
{
    private readonly Spine _spine = new();

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 4; i++)
        {
            await _spine.SayAsync(Phone(i), "hello");
            _spine.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone(9), Spine.Card(1));
    }

    public Task DisposeAsync() => _spine.DisposeAsync().AsTask();

    [Fact]
    public async Task A_welcome_leaves_before_older_remediation()
    {
        var first = Assert.Single(await ClaimAsync(1));
        Assert.Equal(ReplyTemplate.Activated, first.Text.Template);
        var rest = await ClaimAsync(10);
        Assert.Equal([Phone(0), Phone(1), Phone(2), Phone(3)], rest.Select(lease => lease.Text.Sender));
    }

    [Fact]
    public async Task A_phones_own_texts_keep_their_order()
    {
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync(Phone(3), Spine.Card(2));
        Assert.Equal([Phone(3), Phone(9)], (await ClaimAsync(2)).Select(lease => lease.Text.Sender));
    }

    [Fact]
    public async Task One_pass_takes_both_kinds()
    {
        var leases = await ClaimAsync(3);
        Assert.Equal([Phone(9), Phone(0), Phone(1)], leases.Select(lease => lease.Text.Sender));
    }

    [Fact]
    public async Task What_may_not_leave_stays_in_the_queue()
    {
        var asked = 0;
        Assert.Equal(2, (await ClaimAsync(10, mayLeave: _ => ++asked <= 2)).Count);
        Assert.Equal(3, (await ClaimAsync(10)).Count);
    }

    [Fact]
    public async Task A_sender_at_rest_is_not_claimed_for()
    {
        Assert.Empty(await ClaimAsync(10, [Spine.OurNumber]));
        Assert.Equal(5, (await ClaimAsync(10, ["+15559999999"])).Count);
    }

    private static string Phone(int i) => $"+1201555{2000 + i}";

    private Task<IReadOnlyList<Core.Outbox.SendLease>> ClaimAsync(
        int most,
        IReadOnlyList<string>? resting = null,
        Func<Core.Outbox.OutgoingText, bool>? mayLeave = null
    ) => _spine.SendClaims.ClaimAsync(most, _spine.Clock.GetUtcNow(), resting, mayLeave);
}
