using SmsActivation.Core.Reading;
using SmsActivation.Tests.Dialogue;

namespace SmsActivation.Tests.Reading;

public sealed class OwnNumberTests
{
    private static readonly SenderForms s_sender = new(
        new HashSet<string> { "99887766", "4799887766", "004799887766" },
        digits => digits.Length == 8
    );

    [Theory]
    [InlineData("alone", "99887766", "")]
    [InlineData("in groups", "99 88 77 66", "")]
    [InlineData("a part of the international form", "+47 9988 7766", "")]
    [InlineData("a part across brackets", "(47)9988 7766", "")]
    [InlineData("beside a card", "99887766, 48213377", "48213377")]
    [InlineData("another's number may well be a card", "22334455", "22334455")]
    [InlineData("longer than the phone", "1 99887766", "")]
    public void The_senders_own_number_is_no_card_and_neither_is_a_part_of_it(
        string label,
        string body,
        string numbers
    ) => Assert.True(numbers == DialogueFormats.Plain8.Read(body, s_sender).Numbers(), label);

    [Fact]
    public void A_card_number_that_holds_the_senders_number_is_still_a_card()
    {
        var sender = new SenderForms(new HashSet<string> { "52601815" }, _ => true);

        Assert.Equal("9900526018159083", DialogueFormats.Luhn16.Read("9900 5260 1815 9083", sender).Numbers());
    }

    [Theory]
    [InlineData("alone", "9900 0012 3456 7899", true)]
    [InlineData("in a quotation", "> They look like 9900001234567899 (yours will differ)", true)]
    [InlineData("with look-alike letters", "99OO OO12 3456 7899", true)]
    [InlineData("with a card", "9900 0012 3456 7899 9900526018159083", false)]
    [InlineData("with a near miss", "9900 0012 3456 7899; 990052601815908", false)]
    [InlineData("not at all", "hello", false)]
    public void Our_example_is_no_card(string label, string body, bool only)
    {
        var command = DialogueFormats.Luhn16.Read(body);

        Assert.True(only == command.OnlyExample, label);
        Assert.DoesNotContain("9900001234567899", command.Numbers(), StringComparison.Ordinal);
    }
}
