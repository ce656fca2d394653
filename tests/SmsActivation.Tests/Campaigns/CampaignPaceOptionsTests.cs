using SmsActivation.Core.Campaigns;

namespace SmsActivation.Tests.Campaigns;

public sealed class CampaignPaceOptionsTests
{
    [Fact]
    public void The_defaults_are_good() => Assert.Empty(new CampaignPaceOptions().Faults());

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var faults = new CampaignPaceOptions
        {
            MinGap = TimeSpan.FromSeconds(-1),
            ActivatedWithin = TimeSpan.Zero,
            SendsPerDay = 0,
            PauseAtFailurePercent = 0,
            PauseAtOptOutPercent = 101,
            PauseFrom = 0,
        }.Faults();
        Assert.Equal(
            [
                "Campaigns:MinGap is -00:00:01: it must not be below zero.",
                "Campaigns:ActivatedWithin is 00:00:00: it must be above zero.",
                "Campaigns:SendsPerDay is 0: it must be above zero.",
                "Campaigns:PauseAtFailurePercent is 0: it must be from 1 to 100.",
                "Campaigns:PauseAtOptOutPercent is 101: it must be from 1 to 100.",
                "Campaigns:PauseFrom is 0: it must be above zero.",
            ],
            faults
        );
    }
}
