using SmsActivation.Core.Reading;

namespace SmsActivation.Tests.Reading;

public sealed class PasswordShapeTests
{
    [Theory]
    [InlineData("as we write it", "w7xk-3mzt-9rqp", "[password]")]
    [InlineData("without hyphens", "w7xk3mzt9rqp", "[password]")]
    [InlineData("with one hyphen", "w7xk3mzt-9rqp", "[password]")]
    [InlineData("upper-case", "W7XK-3MZT-9RQP", "[password]")]
    [InlineData("in a sentence", "it is (w7xk-3mzt-9rqp).", "it is ([password]).")]
    [InlineData("spaces", "w7xk 3mzt 9rqp", "[password]")]
    [InlineData("no-break spaces and dashes", "w7xk\u00A03mzt \u2014 9rqp", "[password]")]
    [InlineData("minus signs", "w7xk\u22123mzt\u22129rqp", "[password]")]
    [InlineData("line breaks", "a\r\nw7xk-\r\n3mzt-\r\n9rqp\r\nb", "a\r\n[password]\r\nb")]
    [InlineData("zero-width inside", "w\u200B7xk-3\u2060mzt-9r\u00ADqp", "[password]")]
    [InlineData("bidi around", "\u2067w7xk-3mzt-9rqp\u2069!", "\u2067[password]\u2069!")]
    [InlineData(
        "full-width",
        "\uFF57\uFF17\uFF38\uFF2B\uFF0D\uFF13\uFF4D\uFF5A\uFF54\uFF0D\uFF19\uFF52\uFF51\uFF50",
        "[password]"
    )]
    [InlineData("mathematical", "\U0001D430\U0001D7D5\U0001D431\U0001D424-3mzt-9rqp", "[password]")]
    [InlineData("circled", "\u24E6\u2466\u24E7\u24DA-3mzt-9rqp", "[password]")]
    [InlineData("superscript", "\u02B7\u2077\u02E3\u1D4F-3mzt-9rqp", "[password]")]
    [InlineData("squared", "\U0001F146\u2466\U0001F147\U0001F13A-3mzt-9rqp", "[password]")]
    [InlineData("digits of another script", "w\u0667xk-\u0663mzt-\u0669rqp", "[password]")]
    [InlineData("keycaps go with their digit", "w7xk-3mzt-rqp9\uFE0F\u20E3 ok", "[password] ok")]
    [InlineData("underlined signs", "w\u03327\u0332x\u0332k\u0332-3mzt-9rqp\u0332", "[password]")]
    [InlineData("underscores around", "_w7xk3mzt9rqp_", "_[password]_")]
    [InlineData("after its name", "pw:w7xk-3mzt-9rqp", "pw:[password]")]
    [InlineData("two", "w7xk-3mzt-9rqp, bcdf-ghjk-mnpq", "[password], [password]")]
    [InlineData("four fours hide which three they are", "bcdf w7xk-3mzt-9rqp", "[password]")]
    [InlineData("one letter is enough", "3467 9346 793z", "[password]")]
    public void What_is_shaped_like_a_password_is_masked(string label, string body, string masked) =>
        Assert.True((masked, true) == PasswordShape.Mask(body), label);

    [Theory]
    [InlineData("empty", "")]
    [InlineData("words", "Thanks very much indeed")]
    [InlineData("digits alone", "3467 9346 7934")]
    [InlineData("eleven signs", "w7xk-3mzt-9rq")]
    [InlineData("thirteen signs", "w7xk-3mzt-9rqpp")]
    [InlineData("a vowel", "w7xk-3mzt-9rqa")]
    [InlineData("a digit that we do not use", "w7xk-3mzt-9rq1")]
    [InlineData("cut in threes", "w7x-k3m-zt9-rqp")]
    [InlineData("dots between", "w7xk.3mzt.9rqp")]
    [InlineData("a letter of another script before", "жw7xk-3mzt-9rqp")]
    [InlineData("a digit behind", "w7xk-3mzt-9rqp0")]
    [InlineData("a full-width letter behind", "w7xk-3mzt-9rqp\uFF41")]
    [InlineData("a card number", "9900 3016 6131 8604")]
    public void Anything_else_stays_as_it_is(string label, string body) =>
        Assert.True((body, false) == PasswordShape.Mask(body), label);

    /// <summary>An attribute cannot hold half a surrogate pair.</summary>
    [Fact]
    public void Half_a_surrogate_pair_hides_nothing() =>
        Assert.Equal(("\uD83D[password]", true), PasswordShape.Mask("\uD83Dw7xk-3m\uD83Dzt-9rqp"));

    [Fact]
    public void Masking_twice_changes_nothing_more() =>
        Assert.Equal(("a [password] b", false), PasswordShape.Mask(PasswordShape.Mask("a w7xk3mzt9rqp b").Masked));
}
