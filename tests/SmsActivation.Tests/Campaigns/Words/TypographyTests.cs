using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Tests.Campaigns.Words;

public sealed class TypographyTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("“Don’t” – wait…", "\"Don't\" - wait...")]
    [InlineData("10\u00A0% off\u2009now", "10 % off now")]
    [InlineData("«Club» №\u00A05", "\"Club\" No. 5")]
    [InlineData("zero\u200Bwidth\uFEFF", "zerowidth")]
    [InlineData("cafe\u0301 — ü", "café - ü")]
    public void Signs_that_nobody_types_become_plain_where_the_rest_is(string text, string fit) =>
        Assert.Equal(fit, Typography.Fit(text));

    [Theory]
    [InlineData("«Клуб» — привет…")]
    [InlineData("Hi — 👍")]
    [InlineData("naïve “quotes”")] // ï is not in GSM-7
    public void A_text_that_travels_in_UCS2_anyway_keeps_them(string text) => Assert.Equal(text, Typography.Fit(text));
}
