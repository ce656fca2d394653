using SmsActivation.Core.Cards;

namespace SmsActivation.Tests.Cards;

public sealed class CardMaskTests
{
    [Theory]
    [InlineData("9900000000001117", "•••• 1117")]
    [InlineData("LC1234567", "•••• 4567")]
    [InlineData("1234", "••••")]
    [InlineData("", "••••")]
    public void Only_the_last_four_signs_are_shown(string number, string masked) =>
        Assert.Equal(masked, CardMask.Mask(number));
}
