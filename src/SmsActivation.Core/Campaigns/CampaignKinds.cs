namespace SmsActivation.Core.Campaigns;

/// <summary>Which kinds of campaigns somebody can make: the one list for the verb, the page and the start.</summary>
public static class CampaignKinds
{
    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<CampaignKind> Creatable { get; } =
    [CampaignKind.Invite, CampaignKind.Reminder, CampaignKind.Credentials];

    /// <summary>As it is written in options and forms.</summary>
    public static string Word(this CampaignKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Null for a word that is none of them, or whose kind cannot be made yet.</summary>
    public static CampaignKind? Read(string word) =>
        Creatable
            .Where(kind => string.Equals(kind.Word(), word?.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(kind => (CampaignKind?)kind)
            .FirstOrDefault();
}
