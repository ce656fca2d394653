namespace SmsActivation.Core.Phones;

/// <summary>Reads phone numbers as libphonenumber does (https://github.com/google/libphonenumber), from plans we hold;
/// Official/ has the library itself.</summary>
public static class PhoneReader
{
    // Dialled nearly everywhere, and written even by people whose own country dials 011 or 810.
    internal const string CommonInternationalPrefix = "00";
    private const int LongestDialled = 30;

    /// <summary>Reads any way a phone is written; <paramref name="region"/> is the country (ISO 3166 alpha-2) of national
    /// forms, or null. Null when it is no phone number; a number no plan knows comes back not valid.</summary>
    public static PhoneNumber? Read(string text, string? region = null) =>
        PhoneText.Dialled(text) switch
        {
            null => null,
            ['+', .. var digits] => DialledNumber.International(digits),
            var digits => Dialled(digits, NumberingPlans.OfCountry(region), region?.ToUpperInvariant()),
        };

    /// <summary>The number alone, as <see cref="Read"/> gives it, at a fraction of the work: for bulk.</summary>
    public static string? ReadE164(string text) =>
        PhoneText.Dialled(text) switch
        {
            ['+', .. var digits] => DialledNumber.InternationalE164(digits),
            _ => Read(text)?.E164,
        };

    /// <summary>The country whose language and rules fit a sender: the number's own, else the main one of its calling
    /// code, else null (satellite, unassigned).</summary>
    public static string? CountryOf(string e164) =>
        Split(e164) is var (callingCode, national)
            ? NumberingPlans.OwnerOf(callingCode, national) ?? NumberingPlans.MainCountryOf(callingCode)
            : null;

    /// <summary>Every valid number that these digits are as dialled at home, with or without the prefix for that, one for
    /// each calling code at most; none for a number with its country code.</summary>
    public static IEnumerable<PhoneNumber> ReadAnywhere(string text) =>
        PhoneText.Dialled(text) is { } digits and not ['+', ..]
            ? NumberingPlans
                .OfMainCountries.Where(plan => plan.MayDial(digits))
                .Select(plan => DialledNumber.National(plan, digits, country: null))
                .OfType<PhoneNumber>()
                .Where(number => number.IsValid)
            : [];

    /// <summary>Countries that share the number's calling code, the main one first.</summary>
    public static IReadOnlyList<string> CountriesOf(string e164) =>
        Split(e164) is var (callingCode, _) ? NumberingPlans.CountriesOf(callingCode) : [];

    /// <summary>Every all-digit way people write this very number, at home and abroad, 7 digits or more.</summary>
    public static IReadOnlySet<string> WrittenForms(string e164) =>
        Split(e164) is var (callingCode, national)
            ? Phones.WrittenForms.Of(callingCode, national, CountryOf(e164))
            : new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether digits reach a valid number when dialled in that country: national with or without trunk prefix,
    /// or with its calling code, or abroad with 00 or the country's own international prefix. In a country whose fixed
    /// lines may have almost any length, bare digits are one only as a mobile: most mistyped card numbers would be.</summary>
    public static bool IsPhoneNumber(string digits, string country) =>
        digits.Length <= LongestDialled
        && digits.All(char.IsAsciiDigit)
        && NumberingPlans.OfCountry(country) is { } plan
        && Dialled(digits, plan, country.ToUpperInvariant()) is { IsValid: true }
        && !plan.IsOpenWithoutPrefix(digits);

    /// <summary>The first valid reading wins; else what libphonenumber makes of it.</summary>
    private static PhoneNumber? Dialled(string digits, NumberingPlan? plan, string? country)
    {
        var usual = plan is null ? null : DialledNumber.AtHome(plan, digits, country);
        return Readings().FirstOrDefault(reading => reading is { IsValid: true }) ?? usual;

        IEnumerable<PhoneNumber?> Readings()
        {
            // Where 00 opens a carrier's code (Thailand's 006), 0066… is still the way home.
            if (
                plan is not null
                && digits.StartsWith(CommonInternationalPrefix + plan.CallingCode, StringComparison.Ordinal)
            )
                yield return DialledNumber.International(digits[CommonInternationalPrefix.Length..]);
            yield return usual;
            if (digits.StartsWith(CommonInternationalPrefix, StringComparison.Ordinal))
                yield return DialledNumber.International(digits[CommonInternationalPrefix.Length..]);
            if (plan is null)
                yield break;
            yield return DialledNumber.National(plan, digits, country);
            if (digits.StartsWith(plan.CallingCode, StringComparison.Ordinal))
                yield return DialledNumber.National(plan, digits[plan.CallingCode.Length..], country);
        }
    }

    private static (string CallingCode, string National)? Split(string e164) =>
        e164 is ['+', .. { Length: <= LongestDialled } digits] && digits.All(char.IsAsciiDigit)
            ? NumberingPlans.SplitInternational(digits)
            : null;
}
