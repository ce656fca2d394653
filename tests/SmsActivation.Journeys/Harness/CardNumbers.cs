namespace SmsActivation.Journeys.Harness;

/// <summary>Makes card numbers that fit a format, none twice.</summary>
public static class CardNumbers
{
    private static int s_drawn;

    /// <summary>The default format: 16 digits, 9900…, Luhn.</summary>
    public static string Luhn16()
    {
        var body = $"990055{Interlocked.Increment(ref s_drawn):000000000}";
        return body + LuhnDigit(body);
    }

    /// <summary>13 digits, 29…, EAN-13.</summary>
    public static string Ean13()
    {
        var body = $"290055{Interlocked.Increment(ref s_drawn):000000}";
        return body + Ean13Digit(body);
    }

    /// <summary>8 digits, 7…, no check digit.</summary>
    public static string Eight() => $"70{Interlocked.Increment(ref s_drawn) * 7919 % 1_000_000:000000}";

    /// <summary>One digit mistyped, as thumbs do.</summary>
    public static string Typo(string number)
    {
        var at = number.Length - 3;
        var digit = (char)('0' + ((number[at] - '0' + 1) % 10));
        return number[..at] + digit + number[(at + 1)..];
    }

    public static string Spaced(string number) => string.Join(' ', number.Chunk(4).Select(group => new string(group)));

    private static int LuhnDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 0)
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }
        return (10 - (sum % 10)) % 10;
    }

    private static int Ean13Digit(string digits)
    {
        var sum = digits.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum();
        return (10 - (sum % 10)) % 10;
    }
}
