namespace SmsActivation.Core.Replies;

/// <summary>What is wrong with the settings that the texts are filled from, and with the languages they name.</summary>
internal static class ReplySettingsCheck
{
    public static IEnumerable<string> Faults(
        ReplyCatalog catalog,
        ReplyOptions options,
        IEnumerable<string?> numberLanguages
    ) =>
        [
            .. Value("Brand", options.Brand, Placeholder.Brand),
            .. Value("Account:Url", options.AccountUrl, Placeholder.AccountUrl),
            .. Value("Support:Contact", options.SupportContact, Placeholder.Support),
            .. Value("CardNumbers:Example", options.Example, Placeholder.Example),
            .. Link(options.AccountUrl),
            .. Language(catalog, "Replies:DefaultLanguage", options.DefaultLanguage),
            .. options.CountriesInForce.SelectMany(pair => Country(catalog, pair.Key, pair.Value)),
            .. numberLanguages
                .Where(language => !string.IsNullOrWhiteSpace(language))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .SelectMany(language => Language(catalog, "Twilio:Numbers", language!)),
        ];

    private static IEnumerable<string> Value(string setting, string value, Placeholder placeholder)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            yield return $"{setting} is empty";
        }
        else if (value.Length > placeholder.Longest())
        {
            yield return $"{setting} has {value.Length} signs, the texts have room for {placeholder.Longest()}";
        }
    }

    private static IEnumerable<string> Link(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https"))
        {
            yield return "Account:Url is not an http or https address";
        }
    }

    private static IEnumerable<string> Country(ReplyCatalog catalog, string country, string language)
    {
        var setting = $"Replies:Countries:{country}";
        return country.Length == 2 && country.All(char.IsAsciiLetter)
            ? Language(catalog, setting, language)
            : [$"{setting} is not named by a country's two letters", .. Language(catalog, setting, language)];
    }

    private static IEnumerable<string> Language(ReplyCatalog catalog, string setting, string language)
    {
        if (!catalog.Languages.Contains(ReplyLanguage.Code(language)))
        {
            yield return $"{setting} names the language \"{language}\", which has no file; there are: "
                + (catalog.Languages.Count == 0 ? "none" : string.Join(", ", catalog.Languages));
        }
    }
}
