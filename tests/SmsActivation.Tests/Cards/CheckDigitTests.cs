using SmsActivation.Core.Cards;

namespace SmsActivation.Tests.Cards;

public sealed class CheckDigitTests
{
    [Theory]
    [InlineData(CheckDigit.Luhn, "4111111111111111", true)]
    [InlineData(CheckDigit.Luhn, "79927398713", true)]
    [InlineData(CheckDigit.Luhn, "79927398710", false)]
    [InlineData(CheckDigit.Luhn, "18", true)]
    [InlineData(CheckDigit.Ean13, "4006381333931", true)]
    [InlineData(CheckDigit.Ean13, "9780306406157", true)]
    [InlineData(CheckDigit.Ean13, "4006381333932", false)]
    [InlineData(CheckDigit.Ean13, "006381333931", false)]
    [InlineData(CheckDigit.None, "1234", true)]
    public void The_last_digit_checks_the_others(CheckDigit kind, string digits, bool passes) =>
        Assert.Equal(passes, CheckDigits.Passes(kind, digits));
}
