using SmsActivation.Core.Reading;

namespace SmsActivation.Tests.Reading;

public sealed class TextCleanerTests
{
    [Theory]
    [InlineData("NUL", "1\u00002", "12")]
    [InlineData("zero-width space and joiner", "1\u200B2\u200D3", "123")]
    [InlineData("soft hyphen", "1\u00AD2", "12")]
    [InlineData("direction marks", "\u202B12\u202C\u2066", "12")]
    [InlineData("variation selector and keycap", "1\uFE0F\u20E32", "12")]
    [InlineData("Mongolian variation selector", "1\u180B2", "12")]
    [InlineData("variation selector beyond the BMP", "1\U000E01012", "12")]
    [InlineData("Arabic-Indic", "\u0660\u0669", "09")]
    [InlineData("full-width", "\uFF10\uFF19", "09")]
    [InlineData("mathematical, beyond the BMP", "\U0001D7CE\U0001D7FF", "09")]
    [InlineData("Adlam, beyond the BMP", "\U0001E950\U0001E959", "09")]
    [InlineData("superscripts stay", "\u00B2\u2074", "\u00B2\u2074")]
    [InlineData("circled stay", "\u2460", "\u2460")]
    [InlineData("a Windows line break is one", "1\r\n2\r3", "1\n2\r3")]
    [InlineData("letters and emoji stay", "Ж\U0001F44D", "Ж\U0001F44D")]
    public void What_nobody_sees_goes_and_digits_become_ascii(string label, string body, string clean) =>
        Assert.True(clean == TextCleaner.Clean(body), label);

    [Fact]
    public void Halves_of_a_surrogate_pair_go_wherever_they_stand()
    {
        var clean = TextCleaner.Clean("\uDC4D1\uD83D2\uD83D\uD83D\uDC4D\uD83D");

        Assert.Equal("12\U0001F44D", clean);
    }

    [Fact]
    public void Every_decimal_digit_of_unicode_becomes_ascii()
    {
        var digits = Enumerable
            .Range(0, 0x110000)
            .Where(System.Text.Rune.IsValid)
            .Select(value => new System.Text.Rune(value))
            .Where(System.Text.Rune.IsDigit)
            .ToList();

        Assert.True(digits.Count > 600);
        Assert.All(digits, digit => Assert.InRange(Assert.Single(TextCleaner.Clean(digit.ToString())), '0', '9'));
    }
}
