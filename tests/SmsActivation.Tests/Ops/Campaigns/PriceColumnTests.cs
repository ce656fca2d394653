using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Tests.Ops.Campaigns;

public sealed class PriceColumnTests
{
    [Theory]
    [InlineData("0.0790|0.5", "0.079 0.500")]
    [InlineData("12|1234.5", "12.00 1,234.50")]
    [InlineData("0.00791|3", "0.0079 3.0000")]
    public void All_have_as_many_decimals_as_the_one_that_needs_the_most(string prices, string expected)
    {
        var all = prices
            .Split('|')
            .Select(price => decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        var column = PriceColumn.Of([.. all.Select(price => (decimal?)price), null]);
        Assert.Equal(expected, string.Join(' ', all.Select(column.Write)));
    }
}
