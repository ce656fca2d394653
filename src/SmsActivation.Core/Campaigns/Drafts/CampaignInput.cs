using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>What of a campaign somebody writes down, and what may be wrong with it.</summary>
public enum CampaignField
{
    Name,
    Kind,
    Keyword,
    Text,

    /// <summary>The texts of a reminder behind its first.</summary>
    Then,
    PerSecond,
    Control,
    From,
    Until,
    Valid,
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Words">Of a text a whole sentence; of any other what follows the field's name: <c>is '0': it must be …</c></param>
/// <param name="Language">Of the text that it is about; null where it is about them all.</param>
public sealed record CampaignFault(CampaignField Field, string Words, string? Language = null);

/// <summary>One text as it was typed.</summary>
public sealed record TypedText(string Language, string Words);

/// <summary>A campaign as it was typed.</summary>
public sealed record CampaignInput
{
    public string Name { get; init; } = "";
    public string Kind { get; init; } = CampaignKind.Invite.Word();
    public string Keyword { get; init; } = "";
    public string PerSecond { get; init; } = "10";
    public string Control { get; init; } = "0";

    /// <summary>HH:MM of the recipient's own day.</summary>
    public string From { get; init; } = "09:00";

    /// <summary>HH:MM of the recipient's own day; 24:00 is its end.</summary>
    public string Until { get; init; } = "20:00";

    /// <summary>HH:MM:SS, or in words.</summary>
    public string Valid { get; init; } = CampaignValues.InWords(CampaignValues.LongestValid);
    public IReadOnlyList<TypedText> Texts { get; init; } = [];

    /// <summary>The texts of a reminder behind its first, as <see cref="SeriesText"/> reads them.</summary>
    public string Then { get; init; } = "";

    /// <summary>The texts that have a language, by it; of two in one the first.</summary>
    public IReadOnlyDictionary<string, string> First =>
        Texts
            .Where(text => text.Language.Trim().Length > 0)
            .DistinctBy(text => text.Language.Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(text => text.Language.Trim(), text => text.Words);

    /// <summary>One that stands, to be changed.</summary>
    public static CampaignInput Of(
        Campaign campaign,
        IReadOnlyDictionary<string, string> texts,
        IReadOnlyList<SeriesStep> then
    ) =>
        new()
        {
            Name = campaign.Name,
            Kind = campaign.Kind.Word(),
            Keyword = campaign.Keyword ?? "",
            PerSecond = $"{campaign.PerSecond}",
            Control = $"{campaign.ControlPercent}",
            From = CampaignValues.Clock(campaign.DayFrom),
            Until = CampaignValues.Clock(campaign.DayUntil),
            Valid = CampaignValues.InWords(TimeSpan.FromSeconds(campaign.ValidSeconds)),
            Texts = [.. texts.Select(text => new TypedText(text.Key, text.Value))],
            Then = SeriesText.Write(then),
        };
}
