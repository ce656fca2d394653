using SmsActivation.Core.Campaigns.Results;

namespace SmsActivation.Tests.Campaigns.Results;

public sealed class LiftTests
{
    /// <summary>Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void A_shares_interval_is_Wilsons(int part, int of, double low, double high) =>
        AssertInterval(low, high, Lift.Wilson(new Share(part, of)));

    /// <summary>Newcombe, "Interval estimation for the difference between independent proportions", 1998, table II, method
    /// 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void A_differences_interval_is_Newcombes(int a, int m, int b, int n, double low, double high) =>
        AssertInterval(low, high, Lift.Newcombe(new Share(a, m), new Share(b, n)));

    [Theory]
    [InlineData(50, 1000, 0, 0, LiftVerdict.NoControl)]
    [InlineData(9, 1000, 0, 29, LiftVerdict.TooSmall)]
    [InlineData(20, 1000, 1, 29, LiftVerdict.TooSmall)]
    [InlineData(8, 1000, 1, 100, LiftVerdict.TooSmall)]
    [InlineData(50, 1000, 4, 100, LiftVerdict.MayBeChance)]
    [InlineData(500, 1000, 20, 100, LiftVerdict.More)]
    [InlineData(10, 1000, 20, 100, LiftVerdict.Fewer)]
    public void It_says_only_what_the_groups_can_tell(int texted, int of, int control, int held, LiftVerdict verdict) =>
        Assert.Equal(verdict, new Lift(new Share(texted, of), new Share(control, held)).Verdict);

    [Fact]
    public void What_would_not_have_been_is_the_difference_over_all_who_were_to_be_texted() =>
        Assert.Equal(300, new Lift(new Share(500, 1000), new Share(20, 100)).Extra, precision: 6);

    private static void AssertInterval(double low, double high, Interval interval)
    {
        Assert.Equal(low, interval.Low, precision: 4);
        Assert.Equal(high, interval.High, precision: 4);
    }
}
