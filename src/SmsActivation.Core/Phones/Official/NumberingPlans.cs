using System.Globalization;
using PhoneNumbers;

namespace SmsActivation.Core.Phones;

/// <summary>The plans of all countries, from libphonenumber's own metadata.</summary>
internal static class NumberingPlans
{
    private const int LongestCallingCode = 3;
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>Of each calling code that belongs to countries, the main one's.</summary>
    public static IEnumerable<NumberingPlan> OfMainCountries =>
        Library
            .GetSupportedCallingCodes()
            .Order()
            .Select(code => MainCountryOf(code.ToString(CultureInfo.InvariantCulture)))
            .Select(OfCountry)
            .OfType<NumberingPlan>();

    /// <summary>ISO 3166 alpha-2, in either case; null when the country has no plan of its own.</summary>
    public static NumberingPlan? OfCountry(string? country) =>
        country is { Length: 2 } ? PlanOf(Library.GetMetadataForRegion(country.ToUpperInvariant())) : null;

    /// <summary>The main country's plan, or the code's own where it belongs to no country.</summary>
    public static NumberingPlan? OfCallingCode(string callingCode) =>
        OfCountry(MainCountryOf(callingCode))
        ?? PlanOf(Library.GetMetadataForNonGeographicalRegion(NumberOf(callingCode)));

    public static string? MainCountryOf(string callingCode) => CountriesOf(callingCode) is [var main, ..] ? main : null;

    /// <summary>Main country first; empty for codes of no country.</summary>
    public static IReadOnlyList<string> CountriesOf(string callingCode) =>
        Library.GetRegionCodesForCountryCode(NumberOf(callingCode)) is var countries && countries is [NoCountry]
            ? []
            : countries;

    /// <summary>The country a national number surely belongs to, among those that share its calling code.</summary>
    public static string? OwnerOf(string callingCode, string national) =>
        CountriesOf(callingCode) switch
        {
            [var only] => only,
            _ => LibraryNumber.Of(callingCode, national) is { } number ? LibraryNumber.OwnerOf(number) : null,
        };

    /// <summary>No calling code begins another, so the first that fits is the one.</summary>
    public static (string CallingCode, string Following)? SplitInternational(string digits)
    {
        for (var length = 1; length <= LongestCallingCode && length < digits.Length; length++)
            if (OfCallingCode(digits[..length]) is not null)
                return (digits[..length], digits[length..]);
        return null;
    }

    internal const string NoCountry = PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY;

    private static NumberingPlan? PlanOf(PhoneMetadata? facts) => facts is null ? null : new NumberingPlan(facts);

    /// <summary>0, which is no calling code, for one that begins with a zero.</summary>
    private static int NumberOf(string callingCode) =>
        callingCode.StartsWith('0') ? 0 : int.Parse(callingCode, CultureInfo.InvariantCulture);
}
