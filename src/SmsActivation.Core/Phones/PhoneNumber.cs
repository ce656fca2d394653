namespace SmsActivation.Core.Phones;

/// <summary>What kind of line a number is, in libphonenumber's words.</summary>
public enum PhoneType
{
    FixedLine,
    Mobile,
    FixedLineOrMobile,
    TollFree,
    PremiumRate,
    SharedCost,
    Voip,
    PersonalNumber,
    Pager,
    Uan,
    Voicemail,
}

/// <summary>A number as read: <c>+</c> and digits, the country it surely belongs to (ISO 3166 alpha-2; null for satellite
/// and other numbers of no country), and whether that country's numbering plan knows it. No type without validity.</summary>
public sealed record PhoneNumber(string E164, string? Country, PhoneType? Type, bool IsValid);
