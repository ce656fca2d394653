using SmsActivation.Core.Campaigns.Drafts;

namespace SmsActivation.Tests.Campaigns.Drafts;

public sealed class CampaignValuesTests
{
    [Theory]
    [InlineData("10:00:00", "10 hours")]
    [InlineData("00:01:30", "00:01:30")]
    [InlineData("1:30:00", "90 minutes")]
    [InlineData(" 10 hours ", "10 hours")]
    [InlineData("1 hour", "1 hour")]
    [InlineData("2h", "2 hours")]
    [InlineData("60 min", "1 hour")]
    [InlineData("45 Minutes", "45 minutes")]
    public void How_long_the_carrier_tries_is_written_as_a_clock_or_in_words(string typed, string words)
    {
        var valid = CampaignValues.Valid(typed);
        Assert.Null(valid.Fault);
        Assert.Equal(words, CampaignValues.InWords(valid.Value));
        Assert.Equal(valid, CampaignValues.Valid(words));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("hours")]
    [InlineData("11 hours")]
    [InlineData("0 minutes")]
    [InlineData("00:00:59")]
    [InlineData("-1 hours")]
    [InlineData("10 days")]
    [InlineData("99999999999 h")]
    public void What_the_carrier_does_not_take_is_refused_with_its_value(string typed) =>
        Assert.Equal($"is '{typed}': the carrier takes 1 minute to 10 hours.", CampaignValues.Valid(typed).Fault);
}
