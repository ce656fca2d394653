using SmsActivation.Core.Cards;
using SmsActivation.Tests.Dialogue;

namespace SmsActivation.Tests.Reading;

public sealed class LetterFormatTests
{
    [Theory]
    [InlineData("as printed", "LC1234567", "LC1234567")]
    [InlineData("any case", "lC1234567", "LC1234567")]
    [InlineData("Cyrillic es", "L\u04211234567", "LC1234567")]
    [InlineData("small Cyrillic es", "l\u04411234567", "LC1234567")]
    [InlineData("full-width", "\uFF2C\uFF231234567", "LC1234567")]
    [InlineData("separators between groups", "LC-123.45 67", "LC1234567")]
    [InlineData("punctuation on both sides", "(LC1234567)", "LC1234567")]
    [InlineData("a letter before", "XLC1234567", "")]
    [InlineData("a letter of another script before", "ЖLC1234567", "")]
    [InlineData("a letter beyond the BMP before", "\U0001D400LC1234567", "")]
    [InlineData("a digit behind", "LC12345678", "")]
    [InlineData("a letter behind", "LC1234567x", "")]
    [InlineData("letters for digits are not guessed", "LC12345O7", "")]
    public void Letters_compare_by_look_and_want_room_on_both_sides(string label, string body, string numbers) =>
        Assert.True(numbers == DialogueFormats.Letters.Read(body).Numbers(), label);

    [Fact]
    public void The_digits_of_a_number_with_letters_are_no_number_by_themselves()
    {
        var reader = DialogueFormats.ReaderOf(
            "LC0000001",
            new CardNumberFormat { Name = "digits", Length = 7 },
            new CardNumberFormat
            {
                Name = "club",
                Length = 9,
                Prefixes = ["lc"],
                Pattern = "lc[0-9]{7}",
            }
        );

        Assert.Equal("LC1234567,7654321", reader.Read("LC 1234567 or 7654321").Numbers());
    }
}
