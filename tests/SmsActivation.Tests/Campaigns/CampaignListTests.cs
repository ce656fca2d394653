using SmsActivation.Core.Campaigns;
using SmsActivation.Tests.Campaigns.Audience;

namespace SmsActivation.Tests.Campaigns;

public sealed class CampaignListTests
{
    [Fact]
    public async Task Campaigns_are_listed_the_newest_first_each_as_it_was_made()
    {
        await using var bench = new AudienceBench();
        await bench.MakeAsync("spring", CampaignKind.Reminder, control: 5);
        await bench.MakeAsync("summer");
        var list = await bench.Campaigns.ListAsync();
        Assert.Equal(["summer", "spring"], list.Select(campaign => campaign.Name));
        Assert.Equal(
            (CampaignKind.Reminder, CampaignState.Draft, 5, "anna"),
            (list[1].Kind, list[1].State, list[1].ControlPercent, list[1].MadeBy)
        );
    }
}
