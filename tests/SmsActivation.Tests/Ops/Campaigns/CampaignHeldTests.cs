using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Campaigns;
using SmsActivation.Worker.Ops.Pages;

namespace SmsActivation.Tests.Ops.Campaigns;

public sealed class CampaignHeldTests
{
    private const string Why = "35% of the last 39 texts were answered by STOP";

    [Theory]
    [InlineData(CampaignState.Paused, null, Why, $"It has paused by itself at 14:05 UTC: {Why}. Nothing of it leaves")]
    [InlineData(CampaignState.Paused, null, null, "It has paused by itself at 14:05 UTC. Nothing of it leaves")]
    [InlineData(CampaignState.Paused, "mia", null, "Paused by mia at 14:05 UTC.")]
    [InlineData(CampaignState.Stopped, "mia", "wrong link", "Stopped by mia at 14:05 UTC: wrong link.")]
    public async Task It_says_who_or_what_holds_it_and_since_when(
        CampaignState state,
        string? by,
        string? why,
        string expected
    ) => Assert.StartsWith(expected, await HeldAsync(Of(state, by, why)), StringComparison.Ordinal);

    [Theory]
    [InlineData(CampaignState.Running)]
    [InlineData(CampaignState.Done)]
    public async Task What_is_not_held_says_nothing(CampaignState state) =>
        Assert.Equal("", await HeldAsync(Of(state, by: null, why: null)));

    [Fact]
    public async Task The_list_says_it_in_short()
    {
        var listed = await Rendered.TextAsync<CampaignsPart>(
            StaffRole.Marketing,
            new()
            {
                [nameof(CampaignsPart.Campaigns)] = new[]
                {
                    new ListedCampaign(
                        Of(CampaignState.Paused, by: null, Why),
                        new CampaignGlance(40, 39, 39, 0),
                        null
                    ),
                    new ListedCampaign(
                        Of(CampaignState.Paused, "mia", why: null),
                        new CampaignGlance(9, 9, 9, 0),
                        null
                    ),
                    new ListedCampaign(
                        Of(CampaignState.Ready, by: null, why: null),
                        new CampaignGlance(0, 0, 0, 0),
                        null
                    ),
                },
            }
        );
        Assert.Contains(
            "spring paused by itself invitation to activate a card " + Why,
            listed,
            StringComparison.Ordinal
        );
        Assert.Contains("spring paused invitation", listed, StringComparison.Ordinal);
        Assert.Contains("spring nobody to text invitation", listed, StringComparison.Ordinal);
    }

    private static Task<string> HeldAsync(Campaign campaign) =>
        Rendered.TextAsync<CampaignHeld>(StaffRole.Marketing, new() { [nameof(CampaignHeld.Campaign)] = campaign });

    private static Campaign Of(CampaignState state, string? by, string? why) =>
        new()
        {
            Id = 1,
            Name = "spring",
            State = state,
            StartedAt = state == CampaignState.Ready ? null : Rendered.Now.AddDays(-1),
            EndedAt = Rendered.Now.AddMinutes(-55),
            EndedBy = by,
            EndReason = why,
        };
}
