using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

public sealed class ReplyLanguageTests
{
    [Theory]
    [InlineData(null, "RU", "ru")]
    [InlineData(null, "BY", "ru")]
    [InlineData(null, "KZ", "ru")]
    [InlineData(null, "kg", "ru")]
    [InlineData(null, "US", "en")]
    [InlineData(null, null, "en")]
    [InlineData("", "RU", "ru")]
    [InlineData("en", "RU", "en")]
    [InlineData(" RU ", "US", "ru")]
    public void The_texted_number_comes_before_the_country_and_that_before_the_default(
        string? number,
        string? country,
        string expected
    ) => Assert.Equal(expected, ReplyLanguage.For(number, country, ReplyFiles.Options));

    [Fact]
    public void A_configured_map_replaces_the_built_in_one_whole()
    {
        var options = ReplyFiles.Options with
        {
            DefaultLanguage = "EN",
            Countries = new Dictionary<string, string> { ["uz"] = "RU" },
        };

        Assert.Equal("ru", ReplyLanguage.For(null, "UZ", options));
        Assert.Equal("en", ReplyLanguage.For(null, "RU", options));
    }
}
