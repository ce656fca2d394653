using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Worker.Commands;

/// <summary>A phone as an operator asks for it: in full, as it is dialled at home, or by its last digits.</summary>
internal static class PhoneAsked
{
    private const int FewestDigits = 4;

    /// <summary>Null when there is too little to look for.</summary>
    public static string? Fault(string text) =>
        text.Any(char.IsLetter) || text.Count(char.IsAsciiDigit) >= FewestDigits
            ? null
            : $"--phone takes a phone number, or its last {FewestDigits} digits or more.";

    /// <summary>The one phone that is meant, for what cannot be taken back; null where it could be several.</summary>
    public static string? ReadOne(string text, TwilioOptions twilio) =>
        Read(Channels.Bare(text.Trim()), twilio).Phones.Distinct(StringComparer.Ordinal).ToList() switch
        {
            [var only] => only,
            // A sender of letters comes back in capitals too.
            [var typed, _] when typed.Any(char.IsLetter) => typed,
            _ => null,
        };

    public static PhoneFilter Read(string text, TwilioOptions twilio)
    {
        if (PhoneReader.Read(text) is { } phone)
            return new PhoneFilter([phone.E164]);
        // A sender of letters is logged as it came.
        if (text.Any(char.IsLetter))
            return new PhoneFilter([text.Trim(), text.Trim().ToUpperInvariant()]);
        var homes = twilio.Numbers.Select(number => PhoneReader.CountryOf(number.Number)).OfType<string>().Distinct();
        var dialled = homes
            .Select(country => PhoneReader.Read(text, country))
            .OfType<PhoneNumber>()
            .Where(reading => reading.IsValid)
            .Select(reading => reading.E164);
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var withoutZero = digits.TrimStart('0');
        return new PhoneFilter([.. dialled], digits, withoutZero.Length < FewestDigits ? null : withoutZero);
    }
}
