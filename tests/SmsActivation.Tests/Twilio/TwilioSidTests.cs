using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

public sealed class TwilioSidTests
{
    [Theory]
    [InlineData("SM0123456789abcdef0123456789abcdef", true)]
    [InlineData("SM1", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("SM1 ", false)]
    [InlineData("SM1\r\n", false)]
    [InlineData("+14155550100", false)]
    [InlineData("ＳＭ1", false)]
    [InlineData("SM٣", false)]
    public void A_SID_is_letters_and_digits(string? text, bool isOne) => Assert.Equal(isOne, TwilioSid.IsOne(text));

    [Fact]
    public void A_SID_has_at_most_64_signs()
    {
        Assert.True(TwilioSid.IsOne(new string('a', 64)));
        Assert.False(TwilioSid.IsOne(new string('a', 65)));
    }
}
