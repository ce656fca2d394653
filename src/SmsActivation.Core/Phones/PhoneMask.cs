using System.Globalization;
using System.Text;

namespace SmsActivation.Core.Phones;

/// <summary>The form of a phone or address that a log may hold.</summary>
public static class PhoneMask
{
    private const string Hidden = "•••••";
    private const int MostShown = 4;

    /// <summary>The channel prefix and the last 4 digits (of short numbers fewer, never more than half): <c>+•••••4567</c>.
    /// Of a sender with letters only the first sign.</summary>
    public static string Mask(string phoneOrAddress)
    {
        var (prefix, address) = ChannelAddress.Split(phoneOrAddress.Trim());
        if (address.Length == 0)
            return prefix;
        if (address.Any(char.IsLetter))
            return $"{prefix}{address.EnumerateRunes().First()}{Hidden}";
        var digits = Digits(address);
        var plus = address.Contains('+', StringComparison.Ordinal) ? "+" : "";
        return $"{prefix}{plus}{Hidden}{digits[^Math.Min(MostShown, digits.Length / 2)..]}";
    }

    private static string Digits(string address)
    {
        var digits = new StringBuilder(address.Length);
        foreach (var sign in address)
            if (CharUnicodeInfo.GetDecimalDigitValue(sign) is >= 0 and var digit)
                digits.Append(digit);
        return digits.ToString();
    }
}
