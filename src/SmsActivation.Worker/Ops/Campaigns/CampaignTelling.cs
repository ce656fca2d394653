using SmsActivation.Core.Campaigns;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Campaigns in plain words.</summary>
internal static class CampaignTelling
{
    public static string Kind(CampaignKind kind) =>
        kind switch
        {
            CampaignKind.Invite => "invitation to activate a card",
            CampaignKind.Credentials => "user names and passwords",
            CampaignKind.Reminder => "reminders until the card is activated",
        };

    public static string State(CampaignState state) =>
        state switch
        {
            CampaignState.Draft => "has words, and no list yet",
            CampaignState.Loading => "its list is being read",
            CampaignState.Ready => "ready to start",
            CampaignState.Running => "runs",
            CampaignState.Paused => "paused",
            CampaignState.Stopped => "stopped",
            CampaignState.Done => "done",
        };

    /// <summary>The look of its tag.</summary>
    public static string Tone(CampaignState state) =>
        state switch
        {
            CampaignState.Running => "good",
            CampaignState.Paused => "warn",
            CampaignState.Stopped => "bad",
            CampaignState.Draft or CampaignState.Loading or CampaignState.Ready or CampaignState.Done => "",
        };

    /// <summary>Of the recipient's own day.</summary>
    public static string Hours(Campaign campaign) => $"{Clock(campaign.DayFrom)} to {Clock(campaign.DayUntil)}";

    private static string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
}
