using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Loads;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>What the page where a campaign is written calls itself, and where a list came from.</summary>
internal static class DraftWords
{
    /// <param name="about">The one that is changed or corrected; null for a new one.</param>
    public static string Title(DraftPurpose purpose, Campaign? about) =>
        purpose switch
        {
            DraftPurpose.New => "New campaign",
            DraftPurpose.Change => $"Change {about!.Name}",
            DraftPurpose.Correction => $"Correct {about!.Name}",
        };

    public static string Lead(DraftPurpose purpose) =>
        purpose switch
        {
            DraftPurpose.New => "Nobody is texted by this: next comes its list, and then its start.",
            DraftPurpose.Change => "Until it starts everything about it may change.",
            DraftPurpose.Correction =>
                "A campaign of its own, to exactly those who got the wrong one. It is looked at and started like any other.",
        };

    public static string Button(DraftPurpose purpose) =>
        purpose switch
        {
            DraftPurpose.New => "Make it",
            DraftPurpose.Change => "Save",
            DraftPurpose.Correction => "Make it, and load its list",
        };

    /// <summary>What is done to rows.</summary>
    public static string Step(AudienceStep? step) => step is { } known ? Step(known) : "read";

    private static string Step(AudienceStep step) =>
        step switch
        {
            AudienceStep.Reading => "read",
            AudienceStep.Checking => "checked",
            AudienceStep.Naming => "named",
        };

    public static string Source(CampaignLoadJob load) =>
        load.Source switch
        {
            LoadSource.File => load.Called ?? "A file",
            LoadSource.Batch => $"Batch {load.Called}",
            LoadSource.Correction => "Whoever got the text",
        };
}
