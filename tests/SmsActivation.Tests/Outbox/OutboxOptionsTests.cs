using SmsActivation.Core.Outbox;

namespace SmsActivation.Tests.Outbox;

public sealed class OutboxOptionsTests
{
    /// <summary>Lease, SendDeadline, SettleAfter, SettleGap in seconds; what is at fault, by its setting.</summary>
    [Theory]
    [InlineData(30, 15, 90, 60, null)] // the defaults
    [InlineData(3, 2, 6, 5, null)]
    [InlineData(30, 15, 46, 60, null)]
    [InlineData(30, 15, 45, 60, "SettleAfter")] // a send may still be under way, and its answer be adopted, until then
    [InlineData(60, 15, 75, 60, "SettleAfter")]
    [InlineData(30, 30, 90, 60, "SendDeadline")] // it would outlive its lease
    [InlineData(30, 0, 90, 60, "SendDeadline")]
    [InlineData(30, 15, 90, 90, null)]
    [InlineData(30, 15, 90, 91, "SettleGap")] // for longer than three minutes nothing is held back
    [InlineData(30, 15, 150, 60, "SettleGap")]
    [InlineData(30, 15, 90, 0, "SettleGap")]
    public void What_settles_a_send_waits_longer_than_the_send_and_shorter_than_its_like_is_held_back(
        int lease,
        int deadline,
        int settleAfter,
        int settleGap,
        string? fault
    )
    {
        var options = new OutboxOptions
        {
            Lease = TimeSpan.FromSeconds(lease),
            SendDeadline = TimeSpan.FromSeconds(deadline),
            SettleAfter = TimeSpan.FromSeconds(settleAfter),
            SettleGap = TimeSpan.FromSeconds(settleGap),
        };
        var faults = options.Faults().ToList();
        if (fault is null)
            Assert.Empty(faults);
        else
            Assert.Contains(faults, said => said.StartsWith($"Outbox:{fault} is ", StringComparison.Ordinal));
    }
}
