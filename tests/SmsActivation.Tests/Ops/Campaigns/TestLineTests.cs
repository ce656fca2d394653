using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Tests.Ops.Campaigns;

public sealed class TestLineTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("2", 2, null)]
    [InlineData("abc", null, "The line is 'abc': it must be the number of a row of the list, like 2, or stay empty.")]
    [InlineData("-1", null, "The line is '-1': it must be the number of a row of the list, like 2, or stay empty.")]
    public void A_line_is_a_number_or_refused_by_its_value(string typed, int? line, string? fault) =>
        Assert.Equal((line, fault), CampaignLookPages.LineIn(typed));
}
