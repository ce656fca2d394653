using SmsActivation.Core.Alerts;
using SmsActivation.Tests.Events;

namespace SmsActivation.Tests.Alerts;

public sealed class AlertOptionsTests
{
    [Fact]
    public void Defaults_and_good_values_are_in_order()
    {
        Assert.Empty(new AlertOptions().Faults());
        var good = new AlertOptions
        {
            OnCall = ["+15550100199", "+491713920042"],
            Webhooks = [new AlertWebhook { Url = "https://ops.example/hook", Secret = EventBench.Secret }],
        };
        Assert.Empty(good.Faults());
    }

    [Fact]
    public void Every_fault_is_told_at_once_and_neither_secret_nor_phone()
    {
        var faults = new AlertOptions
        {
            OnCall = ["0171 3920042", "+0123456789"],
            Webhooks = [new AlertWebhook { Url = "http://ops.example/hook", Secret = "whsec_short" }],
            RepeatAfter = TimeSpan.Zero,
            SendFaultPercent = 101,
            Refusals = 0,
        }
            .Faults()
            .ToList();
        Assert.Equal(
            [
                "Alerts:Webhooks:0:Url",
                "Alerts:Webhooks:0:Secret",
                "Alerts:OnCall:0",
                "Alerts:OnCall:1",
                "Alerts:RepeatAfter",
                "Alerts:Refusals",
                "Alerts:SendFaultPercent",
            ],
            faults.Select(fault => fault.Split(' ')[0])
        );
        Assert.DoesNotContain(faults, fault => fault.Contains("3920042") || fault.Contains("whsec_short"));
    }
}
