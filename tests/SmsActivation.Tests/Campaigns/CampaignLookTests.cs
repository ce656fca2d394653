using SmsActivation.Core.Campaigns;

namespace SmsActivation.Tests.Campaigns;

public sealed class CampaignLookTests
{
    [Fact]
    public async Task A_list_is_read_once_for_its_samples_its_price_and_its_time()
    {
        await using var bench = new CampaignBench();
        var spring = await bench.ReadyAsync(recipients: 20, perSecond: 5);
        await bench.ReadyAsync(recipients: 3, name: "summer");
        await bench.Spine.Temporary.ExecuteAsync(
            "update campaign_recipients set name = 'Christopher' where line = 7 and campaign_id = @Id",
            spring
        );
        var look = new CampaignLook(bench.Database, new CampaignOptions(), bench.Options);
        var seen = await look.ReadAsync(spring, CampaignBench.Words(spring), bench.Now, CancellationToken.None);
        Assert.Equal(["first, first in en", "longest"], seen!.Samples.Select(sample => sample.Why));
        Assert.Equal("Hello Christopher", seen.Samples[1].Text.Text);
        Assert.Equal(20, seen.Estimate.Texts);
        var foreseen = await look.ForeseeAsync(spring, seen, bench.Now);
        Assert.Equal(TimeSpan.FromSeconds(4), foreseen.Forecast.Sending);
        var other = Assert.Single(seen.Overlaps);
        Assert.Equal((3, "summer"), (other.Shared, other.Name));
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        Assert.Null(await look.ReadAsync(spring, CampaignBench.Words(spring), bench.Now, stopped.Token));
    }
}
