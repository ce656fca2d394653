using System.Globalization;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Prices below one another: all with as many decimals as the one that needs the most, from two to four.</summary>
internal readonly record struct PriceColumn(int Decimals)
{
    private const int Fewest = 2;
    private const int Most = 4;

    public static PriceColumn Of(IEnumerable<decimal?> prices) =>
        new(prices.OfType<decimal>().Select(Needs).Append(Fewest).Max());

    public string Write(decimal price) => price.ToString($"N{Decimals}", CultureInfo.InvariantCulture);

    private static int Needs(decimal price)
    {
        var decimals = Fewest;
        while (decimals < Most && decimal.Round(price, decimals) != decimal.Round(price, Most))
            decimals++;
        return decimals;
    }
}
