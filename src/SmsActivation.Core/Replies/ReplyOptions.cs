namespace SmsActivation.Core.Replies;

/// <summary>What the operator fills the texts with, and which country is answered in which language.</summary>
public sealed record ReplyOptions
{
    /// <summary>Where Russian is what most phones read. In force until <see cref="Countries"/> names its own.</summary>
    public static IReadOnlyDictionary<string, string> DefaultCountries { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["RU"] = "ru",
            ["BY"] = "ru",
            ["KZ"] = "ru",
            ["KG"] = "ru",
        };

    /// <summary><c>Brand</c></summary>
    public string Brand { get; init; } = "Demo Club";

    /// <summary><c>Account:Url</c></summary>
    public string AccountUrl { get; init; } = "http://localhost:5080/account";

    /// <summary><c>Support:Contact</c>: a phone number, an address, a short link.</summary>
    public string SupportContact { get; init; } = "800-555-0199";

    /// <summary><c>CardNumbers:Example</c></summary>
    public required string Example { get; init; }

    /// <summary><c>Replies:DefaultLanguage</c></summary>
    public string DefaultLanguage { get; init; } = "en";

    /// <summary><c>Replies:Countries:*</c>, ISO 3166 code to language. Empty means <see cref="DefaultCountries"/>.</summary>
    public IReadOnlyDictionary<string, string> Countries { get; init; } = new Dictionary<string, string>();

    internal IReadOnlyDictionary<string, string> CountriesInForce => Countries.Count > 0 ? Countries : DefaultCountries;
}
