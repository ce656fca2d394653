using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>What the texts to one country come to.</summary>
/// <param name="Country">ISO 3166; null for numbers of no country.</param>
/// <param name="Ucs2">Texts among them that travel in UCS-2.</param>
/// <param name="Price">Of all their segments; null where a segment has none.</param>
public sealed record CountryEstimate(string? Country, int Texts, int Ucs2, long Segments, decimal? Price);

/// <summary>What a campaign would cost: its texts are added one by one.</summary>
public sealed class CampaignEstimate(CampaignOptions options)
{
    private readonly SortedDictionary<string, (int Texts, int Ucs2, long Segments)> _countries = new(
        StringComparer.Ordinal
    );

    public void Add(string? country, SmsLength length)
    {
        var (texts, ucs2, segments) = _countries.GetValueOrDefault(country ?? "");
        _countries[country ?? ""] = (
            texts + 1,
            ucs2 + (length.Encoding == SmsEncoding.Ucs2 ? 1 : 0),
            segments + length.Segments
        );
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<CountryEstimate> Countries =>
        [
            .. _countries.Select(country => new CountryEstimate(
                country.Key.Length == 0 ? null : country.Key,
                country.Value.Texts,
                country.Value.Ucs2,
                country.Value.Segments,
                options.PriceOf(country.Key) * country.Value.Segments
            )),
        ];

    public int Texts => _countries.Values.Sum(country => country.Texts);

    public long Segments => _countries.Values.Sum(country => country.Segments);

    /// <summary>Of the countries that have a price.</summary>
    public decimal Price => Countries.Sum(country => country.Price ?? 0);
}
