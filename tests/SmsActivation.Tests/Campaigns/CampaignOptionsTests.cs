using SmsActivation.Core.Campaigns;

namespace SmsActivation.Tests.Campaigns;

public sealed class CampaignOptionsTests
{
    [Fact]
    public void The_defaults_are_good() => Assert.Empty(new CampaignOptions().Faults());

    [Fact]
    public void Every_fault_names_its_setting_and_value()
    {
        var options = new CampaignOptions
        {
            DefaultCountry = "USA",
            Link = "shop",
            Currency = "$",
            OptOutWords = ["STOP NOW"],
        };
        options.Prices["Germany"] = "-1";
        Assert.Equal(
            [
                "Campaigns:DefaultCountry is 'USA': countries are two letters (ISO 3166), like US.",
                "Campaigns:Link is 'shop': it must be an address like https://shop.example/card.",
                "Campaigns:OptOutWords holds 'STOP NOW': each must be one word of letters.",
                "Campaigns:Currency is '$': currencies are three letters (ISO 4217), like USD.",
                "Campaigns:Prices holds 'Germany': countries are two letters (ISO 3166), like US.",
                "Campaigns:Prices:Germany is '-1': it must be a price like 0.0079.",
            ],
            options.Faults()
        );
    }
}
