using System.Globalization;
using System.Text;
using PhoneNumbers;
using CodeSource = PhoneNumbers.PhoneNumber.Types.CountryCodeSource;

namespace SmsActivation.Core.Phones;

/// <summary>What libphonenumber knows of one country, or of a calling code of no country.</summary>
internal sealed class NumberingPlan(PhoneMetadata facts)
{
    private const int MostLengthsOfAClosedPlan = 3;
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>1 to 3 digits, shared by the countries of one plan.</summary>
    public string CallingCode { get; } = facts.CountryCode.ToString(CultureInfo.InvariantCulture);

    public PhoneMetadata Facts => facts;

    /// <summary>What is dialled before a national number at home: 0, 8, 1, 06; null where there is none.</summary>
    public string? NationalPrefix => facts.HasNationalPrefix ? facts.NationalPrefix : null;

    /// <summary>What takes the prefix's place when it is taken off, with $1 for the part of it that stays.</summary>
    public string? NationalPrefixTransform =>
        facts.HasNationalPrefixTransformRule ? facts.NationalPrefixTransformRule : null;

    /// <summary>What is dialled before a calling code (00, 011, 810); null where every carrier has its own.</summary>
    public string? WrittenInternationalPrefix =>
        facts.HasPreferredInternationalPrefix
            ? string.Concat(facts.PreferredInternationalPrefix.Where(char.IsAsciiDigit))
        : facts.HasInternationalPrefix && facts.InternationalPrefix.All(char.IsAsciiDigit) ? facts.InternationalPrefix
        : null;

    /// <summary>By the number of digits alone, with the national prefix or without.</summary>
    public bool MayDial(string dialled) =>
        facts.GeneralDesc.PossibleLengthList.Contains(dialled.Length)
        || (
            NationalPrefix is { } prefix
            && dialled.StartsWith(prefix, StringComparison.Ordinal)
            && facts.GeneralDesc.PossibleLengthList.Contains(dialled.Length - prefix.Length)
        );

    /// <summary>Whether these digits, as dialled at home, are a fixed line of an open plan (Germany's, Austria's) without
    /// the prefix that everyone there writes: nearly any digits are.</summary>
    public bool IsOpenWithoutPrefix(string dialled) =>
        facts.HasNationalPrefix
        && Lengths(facts.FixedLine).Count > MostLengthsOfAClosedPlan
        && !dialled.StartsWith(CallingCode, StringComparison.Ordinal)
        && DialledNumber.WithoutNationalPrefix(this, dialled) == dialled
        && !OpensAbroad(dialled)
        && LibraryNumber.Of(CallingCode, dialled) is { } number
        // A neighbour's number has that neighbour's prefix, or none.
        && Library.IsValidNumberForRegion(number, facts.Id)
        && Library.GetNumberType(number) == PhoneNumberType.FIXED_LINE;

    /// <summary>A type's lengths are left out where they are those of the whole plan.</summary>
    private IList<int> Lengths(PhoneNumberDesc type) =>
        type.PossibleLengthCount > 0 ? type.PossibleLengthList : facts.GeneralDesc.PossibleLengthList;

    private bool OpensAbroad(string dialled) =>
        facts.HasInternationalPrefix
        && Library.MaybeStripInternationalPrefixAndNormalize(new StringBuilder(dialled), facts.InternationalPrefix)
            != CodeSource.FROM_DEFAULT_COUNTRY;
}
