using SmsActivation.Core.Cards;
using SmsActivation.Tests.Dialogue;

namespace SmsActivation.Tests.Reading;

public sealed class LookAlikeTests
{
    private const string Card = "9900301661318604";

    [Theory]
    [InlineData("Latin O", "99OO3016613186O4", Card)]
    [InlineData("Latin o", "99oo3016613186o4", Card)]
    [InlineData("Cyrillic O", "99\u041E\u041E301661318604", Card)]
    [InlineData("Cyrillic o", "99\u043E\u043E301661318604", Card)]
    [InlineData("capital i", "990030I66I3I8604", Card)]
    [InlineData("small L", "990030l66l3l8604", Card)]
    [InlineData("pipe", "990030|66|3|8604", Card)]
    [InlineData("Ze", "9900\u0417016613186\u043E4", Card)]
    [InlineData("small ze", "9900\u0437016613186o4", Card)]
    [InlineData("B and Ve", "990030166131B604 990030166131\u0412604", Card)]
    [InlineData("S", "9900S26018159083", "9900526018159083")]
    [InlineData("in groups", "99OO 3016 6I3I 86O4", Card)]
    [InlineData("half true digits", "99OO3Ol66l3l86O4", Card)]
    [InlineData("a group of letters alone is no group", "99 OO 3016 6131 8604", "")]
    [InlineData("the check digit must agree", "99OO301661318605", "")]
    [InlineData(
        "a plain number elsewhere makes letters letters",
        "9900526018159083 99OO301661318604",
        "9900526018159083"
    )]
    public void Letters_that_look_like_digits_are_read_as_digits(string label, string body, string numbers) =>
        Assert.True(numbers == DialogueFormats.Luhn16.Read(body).Numbers(), label);

    [Fact]
    public void Fewer_than_half_true_digits_are_a_word_rather_than_a_number()
    {
        var reader = DialogueFormats.ReaderOf(
            "60000007",
            new CardNumberFormat
            {
                Name = "short",
                Length = 8,
                CheckDigit = CheckDigit.Luhn,
            }
        );

        Assert.Equal("", reader.Read("6OOOOOO7").Numbers());
        Assert.Equal("60000106", reader.Read("60OOOl06").Numbers());
    }

    [Fact]
    public void Without_a_check_digit_there_is_no_guessing() =>
        Assert.Equal("", DialogueFormats.Plain8.Read("482I3377").Numbers());
}
