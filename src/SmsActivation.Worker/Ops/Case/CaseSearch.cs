using SmsActivation.Core.Activation;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Commands;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>Reads what somebody typed to find a case, whatever words stand around it: "ends in 4567" as well as a number
/// copied from a letter.</summary>
public sealed class CaseSearch(SmsReader reader, TwilioOptions twilio)
{
    /// <summary>Fewer would be everybody's.</summary>
    public const int FewestSigns = 4;

    /// <summary>Longer than any number with words around it.</summary>
    public const int Longest = 200;

    // "SM" and 32 hexadecimal digits: longer than a phone or a card.
    private const int ShortestSid = 34;

    /// <summary>Null when there is too little to look for.</summary>
    public CaseAsked? Read(string typed)
    {
        var text = typed.Trim();
        if (text.Length is 0 or > Longest)
            return null;
        if (text.Length >= ShortestSid && TwilioSid.IsOne(text))
            return new CaseAsked { Sid = text };
        var digits = string.Concat(text.Where(char.IsDigit).Select(sign => (char)('0' + char.GetNumericValue(sign))));
        if (CardIn(text) is { } card)
            return new CaseAsked { Card = card, Phone = PhoneIn(text) };
        if (digits.Length < FewestSigns)
            // A sender of letters is logged as it came.
            return text.Any(char.IsLetter) && !text.Contains(' ', StringComparison.Ordinal)
                ? new CaseAsked { Phone = new PhoneFilter([text, text.ToUpperInvariant()]) }
                : null;
        // Words around a number, and digits of other scripts, are none of its own.
        var number = text.All(sign => char.IsAscii(sign) && !char.IsLetter(sign)) ? text : digits;
        return new CaseAsked
        {
            Phone = PhoneAsked.Read(number, twilio),
            CardEnding =
                text.Any(char.IsLetter) && !text.Contains(' ', StringComparison.Ordinal)
                    ? CardNumberText.Signs(text)
                    : digits,
        };
    }

    /// <summary>The phone that was typed whole, and none that ends like it: so it can be looked for again and again. Null of a
    /// part.</summary>
    public PhoneFilter? WholePhone(string typed) =>
        Read(typed) is { Phone.Phones: { Count: > 0 } phones } ? new PhoneFilter(phones) : null;

    /// <summary>The one phone that was typed, for what the carrier is asked; null where it could be several.</summary>
    public string? OnePhone(string typed) => WholePhone(typed) is { Phones: [var only] } ? only : null;

    private string? CardIn(string text) =>
        reader.ReadCardNumber(text)
        ?? (reader.Read(text, SenderForms.Unknown).Candidates is [var only] ? only.Number : null);

    private static PhoneFilter? PhoneIn(string text) =>
        PhoneReader.Read(text) is { IsValid: true } phone ? new PhoneFilter([phone.E164]) : null;
}
