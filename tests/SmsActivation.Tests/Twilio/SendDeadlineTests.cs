using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public class SendDeadlineTests
{
    [Fact]
    public void It_runs_on_the_monotonic_clock()
    {
        var time = new SteppedTime();
        var deadline = SendDeadline.Start(time, TimeSpan.FromSeconds(15));
        Assert.Equal(TimeSpan.FromSeconds(15), deadline.Remaining);

        time.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(TimeSpan.FromSeconds(1), deadline.Remaining);
        Assert.False(deadline.Passed);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(deadline.Passed);

        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, deadline.Remaining);
    }

    [Fact]
    public void One_that_was_never_started_has_passed() => Assert.True(default(SendDeadline).Passed);
}
