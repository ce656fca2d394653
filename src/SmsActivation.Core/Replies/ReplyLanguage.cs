namespace SmsActivation.Core.Replies;

/// <summary>The language a customer is answered in: the texted number's own, else the phone's country's, else the default.</summary>
public static class ReplyLanguage
{
    public static string For(string? numberLanguage, string? country, ReplyOptions options)
    {
        if (!string.IsNullOrWhiteSpace(numberLanguage))
        {
            return Code(numberLanguage);
        }

        var ofCountry = options.CountriesInForce.FirstOrDefault(pair =>
            pair.Key.Equals(country, StringComparison.OrdinalIgnoreCase)
        );
        return Code(ofCountry.Value ?? options.DefaultLanguage);
    }

    /// <summary>One spelling per language, so that <c>RU</c> in a setting finds <c>ru.json</c>.</summary>
    internal static string Code(string language) => language.Trim().ToLowerInvariant();
}
