using System.Text;
using PhoneNumbers;
using static PhoneNumbers.PhoneNumberUtil;
using CodeSource = PhoneNumbers.PhoneNumber.Types.CountryCodeSource;

namespace SmsActivation.Core.Phones;

/// <summary>Turns dialled digits into a number by libphonenumber.</summary>
internal static class DialledNumber
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>Digits that begin with a calling code; null when no country and no network has it.</summary>
    public static PhoneNumber? International(string digits) =>
        LibraryNumber.Parse("+" + digits, region: null) is { } number
            ? LibraryNumber.Read(number, country: null)
            : null;

    /// <summary>The same without country and type.</summary>
    public static string? InternationalE164(string digits) =>
        LibraryNumber.Parse("+" + digits, region: null) is { } number ? LibraryNumber.E164(number) : null;

    /// <summary>Digits as dialled in one country, be it within it or abroad.</summary>
    public static PhoneNumber? AtHome(NumberingPlan plan, string digits, string? country) =>
        LibraryNumber.Parse(digits, plan.Facts.Id) is { } number
            ? LibraryNumber.Read(number, number.CountryCodeSource == CodeSource.FROM_DEFAULT_COUNTRY ? country : null)
            : null;

    /// <summary>Digits as dialled within one country, which is the number's own unless another owns it.</summary>
    public static PhoneNumber? National(NumberingPlan plan, string dialled, string? country) =>
        LibraryNumber.Of(plan.CallingCode, WithoutNationalPrefix(plan, dialled)) is { } number
            ? LibraryNumber.Read(number, country)
            : null;

    /// <summary>A prefix stays where the digits fit only with it, or are too few without it.</summary>
    public static string WithoutNationalPrefix(NumberingPlan plan, string dialled)
    {
        var stripped = new StringBuilder(dialled);
        if (!Library.MaybeStripNationalPrefixAndCarrierCode(stripped, plan.Facts, carrierCode: null))
            return dialled;
        var national = stripped.ToString();
        var length = LibraryNumber.Of(plan.CallingCode, national) is { } number
            ? Library.IsPossibleNumberWithReason(number)
            : ValidationResult.TOO_SHORT;
        return length is ValidationResult.IS_POSSIBLE or ValidationResult.TOO_LONG ? national : dialled;
    }
}
