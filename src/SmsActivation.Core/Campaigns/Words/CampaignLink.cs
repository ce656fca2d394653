namespace SmsActivation.Core.Campaigns.Words;

/// <summary>A link that tells the shop's own statistics where a visitor came from.</summary>
public static class CampaignLink
{
    public static string Of(string address, string campaign)
    {
        var (page, place) = address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at
            ? (address[..at], address[at..])
            : (address, "");
        var joint = page.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{page}{joint}utm_source=sms&utm_campaign={Uri.EscapeDataString(campaign)}{place}";
    }
}
