namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>A campaign that tells whoever got another one what was wrong with it.</summary>
public static class Corrections
{
    private const string Behind = "-correction";

    public const string Rule = "only one that is paused, stopped or done can be corrected, when it is clear who got it";

    public static bool MayCorrect(Campaign campaign) =>
        campaign.State is CampaignState.Paused or CampaignState.Stopped or CampaignState.Done;

    /// <summary>What speaks against one, behind a colon; null where nothing does.</summary>
    public static string? WhyNot(Campaign wrong, CampaignReach reach, bool withUnknown)
    {
        ArgumentNullException.ThrowIfNull(reach);
        return !MayCorrect(wrong) ? Rule
            : reach.Nobody ? $"nobody got {wrong.Name}, so there is nobody to tell"
            : !reach.Surely && !withUnknown
                ? "nobody surely got it: tick the box to write to those of whom nobody knows"
            : null;
    }

    public static string NameFor(Campaign wrong)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        var most = CampaignValues.LongestName - Behind.Length;
        return (wrong.Name.Length > most ? wrong.Name[..most] : wrong.Name) + Behind;
    }

    /// <summary>At the pace and in the hours of the other, whatever kind that was: a correction says something, and no
    /// more. Nobody is held out of it.</summary>
    public static NewCampaign Of(
        Campaign wrong,
        string name,
        IReadOnlyDictionary<string, string> texts,
        bool withUnknown
    )
    {
        ArgumentNullException.ThrowIfNull(wrong);
        return new NewCampaign(
            name,
            CampaignKind.Invite,
            Keyword: null,
            wrong.PerSecond,
            ControlPercent: 0,
            wrong.DayFrom,
            wrong.DayUntil,
            wrong.ValidSeconds,
            texts
        )
        {
            Correction = new Correction(wrong.Id, withUnknown),
        };
    }
}
