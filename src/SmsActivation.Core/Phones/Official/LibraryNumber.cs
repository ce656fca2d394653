using System.Globalization;
using PhoneNumbers;
using Parsed = PhoneNumbers.PhoneNumber;

namespace SmsActivation.Core.Phones;

/// <summary>Numbers as libphonenumber holds them, and what it says of them.</summary>
internal static class LibraryNumber
{
    private const int ShortestNational = 2;
    private const int LongestNational = 17;
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>As dialled; null where the library finds no number in it.</summary>
    /// <param name="region">Null for a number with its calling code after a plus.</param>
    public static Parsed? Parse(string dialled, string? region)
    {
        try
        {
            return Library.ParseAndKeepRawInput(dialled, region!);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Of its two parts, with nothing more taken off; null for a length that no number has.</summary>
    public static Parsed? Of(string callingCode, string national)
    {
        if (national.Length is < ShortestNational or > LongestNational)
            return null;
        var zeros = national.Length - national.TrimStart('0').Length;
        return Parsed
            .CreateBuilder()
            .SetCountryCode(int.Parse(callingCode, CultureInfo.InvariantCulture))
            .SetNationalNumber(ulong.Parse(national, CultureInfo.InvariantCulture))
            .SetNumberOfLeadingZeros(Math.Min(zeros, national.Length - 1))
            .Build();
    }

    /// <summary>The library's own form would be the text as typed where all digits are zeros.</summary>
    public static string E164(Parsed number) => $"+{number.CountryCode}{Library.GetNationalSignificantNumber(number)}";

    /// <summary>Null for a number that no country surely owns.</summary>
    public static string? OwnerOf(Parsed number) =>
        Library.GetRegionCodeForNumber(number) is var region && region == NumberingPlans.NoCountry ? null : region;

    /// <param name="country">Whose number it is unless another owns it.</param>
    public static PhoneNumber Read(Parsed number, string? country)
    {
        var valid = Library.IsValidNumber(number);
        return new PhoneNumber(
            E164(number),
            OwnerOf(number) ?? country,
            valid ? TypeOf(Library.GetNumberType(number)) : null,
            valid
        );
    }

    private static PhoneType? TypeOf(PhoneNumberType type) =>
        type switch
        {
            PhoneNumberType.FIXED_LINE => PhoneType.FixedLine,
            PhoneNumberType.MOBILE => PhoneType.Mobile,
            PhoneNumberType.FIXED_LINE_OR_MOBILE => PhoneType.FixedLineOrMobile,
            PhoneNumberType.TOLL_FREE => PhoneType.TollFree,
            PhoneNumberType.PREMIUM_RATE => PhoneType.PremiumRate,
            PhoneNumberType.SHARED_COST => PhoneType.SharedCost,
            PhoneNumberType.VOIP => PhoneType.Voip,
            PhoneNumberType.PERSONAL_NUMBER => PhoneType.PersonalNumber,
            PhoneNumberType.PAGER => PhoneType.Pager,
            PhoneNumberType.UAN => PhoneType.Uan,
            PhoneNumberType.VOICEMAIL => PhoneType.Voicemail,
            PhoneNumberType.UNKNOWN => null,
        };
}
