using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Tests.Campaigns.Words;

public sealed class KeywordSaidTests
{
    private const string None = "None of its texts says SPRING: nobody will know the word.";

    [Theory]
    [InlineData("SPRING", "Text SPRING and your card", null)]
    [InlineData("SPRING", "text “Spring”, then your card", null)]
    [InlineData("SPRING", "Text us your card", None)]
    [InlineData(" SPRING ", "Springtime: text us your card", None)]
    [InlineData("SPRING", "  ", null)]
    [InlineData("", "Text us your card", null)]
    [InlineData(null, "Text us your card", null)]
    public void A_keyword_that_no_text_says_is_told_of(string? keyword, string text, string? expected) =>
        Assert.Equal(expected, KeywordSaid.Fault(keyword, [text]));

    [Fact]
    public void One_text_that_says_it_is_enough() =>
        Assert.Null(KeywordSaid.Fault("SPRING", ["Text us your card", "Text SPRING and your card"]));
}
