using SmsActivation.Worker.Sending;

namespace SmsActivation.Tests.Sending;

public sealed class SenderPausesTests
{
    private const string Sender = "+15550001111";
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_sender_rests_as_long_as_it_was_told_and_the_longer_of_two_rests()
    {
        var pauses = new SenderPauses(_clock);
        Assert.Null(Until(pauses));
        pauses.Pause(Sender, TimeSpan.FromMinutes(5));
        pauses.Pause(Sender, TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromMinutes(1), Until(pauses));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(Until(pauses));
    }

    [Fact]
    public void A_rest_that_began_while_the_clock_was_ahead_ends_in_time_once_it_is_right_again()
    {
        var pauses = new SenderPauses(_clock);
        _clock.Set(TimeSpan.FromDays(1));
        pauses.Pause(Sender, TimeSpan.FromSeconds(30));
        _clock.Set(TimeSpan.FromDays(-1));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(Until(pauses));
    }

    private DateTimeOffset? Until(SenderPauses pauses) => pauses.Until(Sender, _clock.GetUtcNow());
}
