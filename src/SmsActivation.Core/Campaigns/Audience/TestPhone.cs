namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>A phone that somebody typed in to send a test to.</summary>
public static class TestPhone
{
    /// <summary>E.164, or why no text can go there: what follows the field's name.</summary>
    public static (string? Phone, string? Fault) Read(string typed, AudienceOptions options)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var (phone, _, reason) = AudienceReader.PhoneOf(typed, options);
        var fault =
            reason == LeftOutReason.TakesNoTexts ? "no text reaches such a number"
            : reason == LeftOutReason.CountryNotAllowed ? "its country is none of those that are texted"
            : phone is null ? "write it with its country, like +12125550142"
            : options.OurNumbers.Contains(phone) ? "we send from it ourselves"
            : null;
        return fault is null ? (phone, null) : (null, $"is '{typed.Trim()}': {fault}.");
    }
}
