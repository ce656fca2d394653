using SmsActivation.Core.Cards.Import;

namespace SmsActivation.Tests.Cards.Import;

public sealed class SeenNumbersTests
{
    [Theory]
    [InlineData("0012", "12")]
    [InlineData("9900000000001117", "9900000000001118")]
    [InlineData("999999999999999999", "9999999999999999999")]
    [InlineData("LC12", "LC013")]
    public void Unequal_numbers_are_told_apart_and_equal_ones_found(string one, string other)
    {
        var seen = new SeenNumbers();
        Assert.Null(seen.FirstLine(one, 2));
        Assert.Null(seen.FirstLine(other, 3));
        Assert.Equal(2, seen.FirstLine(one, 4));
        Assert.Equal(3, seen.FirstLine(other, 5));
    }
}
