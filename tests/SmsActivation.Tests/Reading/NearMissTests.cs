using SmsActivation.Core.Reading;
using SmsActivation.Tests.Dialogue;

namespace SmsActivation.Tests.Reading;

public sealed class NearMissTests
{
    [Theory]
    [InlineData("eleven of sixteen", "luhn16", "99005260181", false)]
    [InlineData("twelve of sixteen", "luhn16", "990052601815", true)]
    [InlineData("twenty for sixteen", "luhn16", "99005260181590830000", true)]
    [InlineData("twenty-one for sixteen", "luhn16", "990052601815908300000", false)]
    [InlineData("nine of thirteen", "ean13", "460646288", false)]
    [InlineData("ten of thirteen", "ean13", "5606462889", true)]
    [InlineData("sixteen for thirteen", "ean13", "4606462889755000", true)]
    [InlineData("seventeen for thirteen", "ean13", "46064628897550000", false)]
    [InlineData("five of eight", "plain8", "48213", false)]
    [InlineData("six of eight", "plain8", "482133", true)]
    [InlineData("ten for eight", "plain8", "5821337755", true)]
    [InlineData("eleven for eight", "plain8", "48213377555", false)]
    [InlineData("a wrong check digit", "luhn16", "9900526018159084", true)]
    [InlineData("a series inside a longer run", "luhn16", "1234567890 99005260181590 1234567890", true)]
    [InlineData("groups are never cut", "luhn16", "990052601815908312345", false)]
    [InlineData("look-alike letters", "luhn16", "99OO 5260 1815", true)]
    [InlineData("mostly letters", "luhn16", "9OOOO OOO1O OOOO1O", false)]
    [InlineData("a number after a plus", "plain8", "+1234567", false)]
    [InlineData("a number after a plus and a bracket", "plain8", "+ (123) 4567", false)]
    [InlineData("behind the number after a plus", "plain8", "+44 7911 123456, 482133", true)]
    [InlineData("a valid phone of the country", "plain8", "9031234567", false)]
    [InlineData("a part of one", "plain8", "8 (903) 123-45-67", false)]
    [InlineData("a valid phone with an hour behind", "luhn16", "89031234567 10", false)]
    [InlineData("a valid phone inside a mistyped card", "luhn16", "9900 301 661 3186", true)]
    [InlineData("the sender's own number", "ean13", "89161234567", false)]
    [InlineData("the letters forgotten", "letters", "1234567", true)]
    [InlineData("a digit too many after letters", "letters", "LC12345678", true)]
    [InlineData("mere words", "letters", "see you 5pm", false)]
    public void A_text_is_a_near_miss_by_the_length_of_what_it_holds(
        string label,
        string formats,
        string body,
        bool near
    ) => Assert.True(near == DialogueFormats.Named(formats).Read(body).NearMiss, label);

    [Fact]
    public void A_text_with_a_candidate_is_no_near_miss() =>
        Assert.False(DialogueFormats.Luhn16.Read("990052601815908, no: 9900526018159083").NearMiss);

    [Fact]
    public void A_valid_number_of_another_country_is_a_near_miss()
    {
        Assert.True(DialogueFormats.Plain8.Read("2125550123", SenderForms.Unknown).NearMiss);
        Assert.False(DialogueFormats.Plain8.Read("2125550123", DialogueSenders.For("+16465550199")).NearMiss);
    }
}
