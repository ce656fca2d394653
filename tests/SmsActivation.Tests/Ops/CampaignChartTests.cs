using System.Xml.Linq;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Tests.Ops;

public sealed class CampaignChartTests
{
    private static readonly CampaignChart.Layer[] Layers =
    [
        new("delivered", "c0", row => row.Delivered),
        new("not delivered", "c5", row => row.Failed),
    ];

    [Fact]
    public void Days_without_anything_have_a_place_and_only_the_newest_fit()
    {
        var days = CampaignChart.Days([Day("2026-02-27", 4), Day("2026-03-02", 1)]);
        Assert.Equal(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"], days.Select(day => day.Day));
        Assert.Equal([4, 0, 0, 1], days.Select(day => day.Delivered));
        var many = CampaignChart.Days([Day("2025-01-01", 4), Day("2026-03-02", 1)]);
        Assert.Equal((CampaignChart.MostDays, "2026-03-02"), (many.Count, many[^1].Day));
        Assert.Empty(CampaignChart.Days([]));
    }

    [Fact]
    public void Each_day_is_a_bar_of_its_layers_that_tells_its_figures()
    {
        var svg = XElement.Parse(
            CampaignChart.Bars([Day("2026-03-01", 3) with { Failed = 1 }, Day("2026-03-02", 2)], Layers, "a <chart>")
        );
        Assert.Equal("a <chart>", svg.Attribute("aria-label")!.Value);
        var bars = svg.Descendants().Where(part => part.Attribute("class")?.Value is "c0" or "c5").ToList();
        Assert.Equal(["75", "25", "50"], bars.Select(bar => bar.Attribute("height")!.Value));
        Assert.Equal(["25", "0", "50"], bars.Select(bar => bar.Attribute("y")!.Value));
        Assert.Equal(
            ["2026-03-01: 3 delivered, 1 not delivered", "2026-03-02: 2 delivered"],
            svg.Descendants("title").Select(title => title.Value)
        );
    }

    [Fact]
    public void A_whisker_lies_between_its_ends_on_the_scale()
    {
        var svg = CampaignChart.Whisker(0.1, new(0.05, 0.2), new(-0.2, 0.2), "t", "label", zero: true);
        Assert.Contains("M625 12H1000", svg);
        Assert.Contains("M750 12h0.01", svg);
        Assert.Contains("class=\"zero\" d=\"M500 0V24\"", svg);
        Assert.NotNull(XElement.Parse(svg));
    }

    private static ResultRow Day(string day, int delivered) => new(day, "", "") { Delivered = delivered };
}
