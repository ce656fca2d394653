using SmsActivation.Tests.Dialogue;

namespace SmsActivation.Tests.Reading;

public sealed class ReadCardNumberTests
{
    [Theory]
    [InlineData("luhn16", "9900526018159083", "9900526018159083")]
    [InlineData("luhn16", " 9900 5260-1815.9083\t", "9900526018159083")]
    [InlineData("luhn16", "\uFEFF9900526018159083", "9900526018159083")]
    [InlineData("luhn16", "٩٩٠٠٥٢٦٠١٨١٥٩٠٨٣", "9900526018159083")]
    [InlineData("luhn16", "9900526018159084", null)]
    [InlineData("luhn16", "9900526018159083 9900301661318604", null)]
    [InlineData("luhn16", "9900526018159083x", null)]
    [InlineData("luhn16", "x 9900526018159083", null)]
    [InlineData("luhn16", "№9900526018159083", null)]
    [InlineData("luhn16", "9900 5260 1815 9083 12", null)]
    [InlineData("luhn16", "99OO526018159083", null)]
    [InlineData("luhn16", "", null)]
    [InlineData("plain8", "ABCDEFGH", null)]
    [InlineData("plain8", "4821-3377", "48213377")]
    [InlineData("letters", "lc 1234567", "LC1234567")]
    [InlineData("letters", "LC1234567", "LC1234567")]
    [InlineData("letters", "1234567", null)]
    public void A_field_holds_one_number_that_fits_or_none(string formats, string field, string? number) =>
        Assert.Equal(number, DialogueFormats.Named(formats).ReadCardNumber(field));

    [Fact]
    public void The_example_is_known_as_such() => Assert.Equal("9900001234567899", DialogueFormats.Luhn16.Example);
}
