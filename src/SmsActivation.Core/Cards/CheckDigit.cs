namespace SmsActivation.Core.Cards;

/// <summary>How the last digit of a card number is computed from the others.</summary>
public enum CheckDigit
{
    None,
    Luhn,
    Ean13,
}

/// <summary>Tells whether a number of ASCII digits ends in the right check digit.</summary>
public static class CheckDigits
{
    public static bool Passes(CheckDigit kind, ReadOnlySpan<char> digits) =>
        kind switch
        {
            CheckDigit.None => true,
            CheckDigit.Luhn => WeighedSum(digits, static digit => digit < 5 ? digit * 2 : digit * 2 - 9) % 10 == 0,
            CheckDigit.Ean13 => digits.Length == 13 && WeighedSum(digits, static digit => digit * 3) % 10 == 0,
        };

    /// <summary>Counted from the right: the check digit itself stands as it is, every second digit is weighed.</summary>
    private static int WeighedSum(ReadOnlySpan<char> digits, Func<int, int> weigh)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            sum += i % 2 == 0 ? digit : weigh(digit);
        }

        return sum;
    }
}
