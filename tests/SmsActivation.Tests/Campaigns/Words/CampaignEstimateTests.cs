using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Campaigns.Words;

public sealed class CampaignEstimateTests
{
    private static readonly SmsLength Short = new(SmsEncoding.Gsm7, 100, 1);
    private static readonly SmsLength Long = new(SmsEncoding.Ucs2, 100, 2);

    [Fact]
    public void A_country_costs_its_segments_times_its_price_and_one_without_a_price_is_told_apart()
    {
        var options = new CampaignOptions();
        options.Prices["us"] = "0.0079";
        options.Prices["DE"] = "0.1";
        var estimate = new CampaignEstimate(options);
        estimate.Add("US", Short);
        estimate.Add("US", Long);
        estimate.Add("DE", Short);
        estimate.Add("FR", Long);
        estimate.Add(null, Short);
        Assert.Equal(
            [
                new CountryEstimate(null, 1, 0, 1, null),
                new CountryEstimate("DE", 1, 0, 1, 0.1m),
                new CountryEstimate("FR", 1, 1, 2, null),
                new CountryEstimate("US", 2, 1, 3, 0.0237m),
            ],
            estimate.Countries
        );
        Assert.Equal((5, 7L, 0.1237m), (estimate.Texts, estimate.Segments, estimate.Price));
    }
}
