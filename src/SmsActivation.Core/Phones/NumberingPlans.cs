using System.Text.Json;

namespace SmsActivation.Core.Phones;

/// <summary>The plans of all countries, from the embedded numbering-plans.json (see NOTICE for its source, and
/// tools/phone-metadata for how it is made). Loading reads the file once; a plan is built when first asked for.</summary>
internal static class NumberingPlans
{
    private const int LongestCallingCode = 3;

    private static readonly Dictionary<string, IReadOnlyList<string>> CountriesByCallingCode;

    private static readonly Dictionary<string, Lazy<NumberingPlan>> PlansByName;

    static NumberingPlans()
    {
        using var resource = typeof(NumberingPlans).Assembly.GetManifestResourceStream("numbering-plans.json")!;
        using var document = JsonDocument.Parse(resource);
        var facts = document.RootElement.Clone();
        CountriesByCallingCode = facts
            .GetProperty("callingCodes")
            .EnumerateObject()
            .ToDictionary(code => code.Name, code => Texts(code.Value));
        PlansByName = facts
            .GetProperty("countries")
            .EnumerateObject()
            .Concat(facts.GetProperty("nonGeographic").EnumerateObject())
            .ToDictionary(
                plan => plan.Name,
                plan => new Lazy<NumberingPlan>(() => NumberingPlanFacts.Read(plan.Value))
            );
    }

    /// <summary>Of each calling code that belongs to countries, the main one's.</summary>
    public static IEnumerable<NumberingPlan> OfMainCountries =>
        CountriesByCallingCode.Values.Where(countries => countries.Count > 0).Select(countries => Named(countries[0])!);

    /// <summary>ISO 3166 alpha-2, in either case; null when the country has no plan of its own.</summary>
    public static NumberingPlan? OfCountry(string? country) =>
        country is { Length: 2 } ? Named(country.ToUpperInvariant()) : null;

    /// <summary>The main country's plan, or the code's own where it belongs to no country.</summary>
    public static NumberingPlan? OfCallingCode(string callingCode) => Named(MainCountryOf(callingCode) ?? callingCode);

    public static string? MainCountryOf(string callingCode) => CountriesOf(callingCode) is [var main, ..] ? main : null;

    /// <summary>Main country first; empty for codes of no country.</summary>
    public static IReadOnlyList<string> CountriesOf(string callingCode) =>
        CountriesByCallingCode.TryGetValue(callingCode, out var countries) ? countries : [];

    /// <summary>The country a national number surely belongs to, among those that share its calling code.</summary>
    public static string? OwnerOf(string callingCode, string national) =>
        CountriesOf(callingCode) switch
        {
            [var only] => only,
            var countries => countries.FirstOrDefault(country => Named(country)!.Owns(national)),
        };

    /// <summary>No calling code begins another, so the first that fits is the one.</summary>
    public static (string CallingCode, string Following)? SplitInternational(string digits)
    {
        for (var length = 1; length <= LongestCallingCode && length < digits.Length; length++)
            if (OfCallingCode(digits[..length]) is not null)
                return (digits[..length], digits[length..]);
        return null;
    }

    private static NumberingPlan? Named(string name) => PlansByName.TryGetValue(name, out var plan) ? plan.Value : null;

    private static IReadOnlyList<string> Texts(JsonElement texts) =>
        [.. texts.EnumerateArray().Select(text => text.GetString()!)];
}
