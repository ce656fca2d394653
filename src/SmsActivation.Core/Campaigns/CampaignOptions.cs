using System.Globalization;

namespace SmsActivation.Core.Campaigns;

/// <summary>Section <c>Campaigns</c>: whom they may reach, what their texts must say, what they cost.</summary>
public sealed class CampaignOptions
{
    private static readonly string[] UsualOptOutWords = ["STOP"];

    /// <summary>The country (ISO 3166) in which a list's national numbers are read; without it that of our own numbers, if
    /// they are all of one.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>What <c>{link}</c> stands for where a list has no such column; without it <c>Account:Url</c>.</summary>
    public string? Link { get; init; }

    /// <summary>One of them must be in each text. Empty means STOP.</summary>
    public IList<string> OptOutWords { get; init; } = [];

    /// <summary>What a segment costs, by country (ISO 3166), in <see cref="Currency"/>.</summary>
    public IDictionary<string, string> Prices { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "USD";

    internal IEnumerable<string> OptOutWordsInForce => OptOutWords.Count > 0 ? OptOutWords : UsualOptOutWords;

    /// <summary>Of one segment; null for a country that has none.</summary>
    public decimal? PriceOf(string country) =>
        Prices.TryGetValue(country, out var text) && Price(text) is { } price ? price : null;

    /// <summary>The address that {link} stands for, before the campaign's name is put behind it.</summary>
    public string LinkOr(string account) => string.IsNullOrEmpty(Link) ? account : Link;

    /// <summary>Every fault, each naming its setting and value.</summary>
    public IEnumerable<string> Faults()
    {
        if (!string.IsNullOrEmpty(DefaultCountry) && !IsCode(DefaultCountry, length: 2))
            yield return $"Campaigns:DefaultCountry is '{DefaultCountry}': countries are two letters (ISO 3166), like US.";
        if (!string.IsNullOrEmpty(Link) && !IsWebAddress(Link))
            yield return $"Campaigns:Link is '{Link}': it must be an address like https://shop.example/card.";
        foreach (var word in OptOutWords.Where(word => word.Length == 0 || !word.All(char.IsLetter)))
            yield return $"Campaigns:OptOutWords holds '{word}': each must be one word of letters.";
        if (!IsCode(Currency, length: 3))
            yield return $"Campaigns:Currency is '{Currency}': currencies are three letters (ISO 4217), like USD.";
        foreach (var (country, price) in Prices)
        {
            if (!IsCode(country, length: 2))
                yield return $"Campaigns:Prices holds '{country}': countries are two letters (ISO 3166), like US.";
            if (Price(price) is null)
                yield return $"Campaigns:Prices:{country} is '{price}': it must be a price like 0.0079.";
        }
    }

    private static decimal? Price(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            ? price
            : null;

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static bool IsCode(string text, int length) => text.Length == length && text.All(char.IsAsciiLetter);
}
