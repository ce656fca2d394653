using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>A new campaign that begins as another: its kind, its words, its pace and its hours. The name is its own, and so is
/// the keyword: two with one would claim the same answer. Whom it goes to is not taken along.</summary>
public static class CampaignCopy
{
    public static CampaignInput Of(
        Campaign like,
        IReadOnlyDictionary<string, string> texts,
        IReadOnlyList<SeriesStep> then
    ) => CampaignInput.Of(like, texts, then) with { Name = "", Keyword = "" };
}
