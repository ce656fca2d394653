using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Cases;
using SmsActivation.Worker.Ops.Case;

namespace SmsActivation.Tests.Ops.Case;

public sealed class OfferWordsTests
{
    [Theory]
    [InlineData(CampaignState.Ready, "are on its list, and it has not started")]
    [InlineData(CampaignState.Running, "wait for their turn")]
    [InlineData(CampaignState.Paused, "wait for their turn")]
    [InlineData(CampaignState.Stopped, "were never texted: it was stopped")]
    public void Nobody_waits_for_a_campaign_that_is_stopped(CampaignState state, string expected) =>
        Assert.Equal(
            expected,
            OfferWords.Of(
                new CaseCampaign
                {
                    CampaignId = 1,
                    Name = "spring",
                    CampaignState = state,
                    State = RecipientState.Waiting,
                }
            )
        );
}
