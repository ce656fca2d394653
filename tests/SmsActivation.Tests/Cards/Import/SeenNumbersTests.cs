using SmsActivation.Core.Cards.Import;

namespace SmsActivation.Tests.Cards.Import;

public sealed class SeenNumbersTests
{
    [Theory]
    [InlineData("0012", "12")]
    [InlineData("9900000000001117", "9900000000001118")]
    [InlineData("999999999999999999", "9999999999999999999")]
    [InlineData("LC12", "LC013")]
    public void Unequal_numbers_are_told_apart_and_equal_ones_found(string one, string other)
    {
        var seen = new SeenNumbers();
        Assert.Null(seen.FirstLine(one, 2));
        Assert.Null(seen.FirstLine(other, 3));
        Assert.Equal(2, seen.FirstLine(one, 4));
        Assert.Equal(3, seen.FirstLine(other, 5));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(999, 0)]
    [InlineData(7, 500)]
    public void In_whatever_order_numbers_come_each_is_found_with_its_first_line(int step, int turn)
    {
        // 1,000 numbers far and near, each once: step 1 counts up, 999 counts down, 7 leaps about.
        var numbers = Enumerable
            .Range(0, 1000)
            .Select(i => (long)((i * step + turn) % 1000))
            .Select(i => (9_900_000_000_000_000 + i * i * i * 1_000).ToString())
            .ToList();
        var seen = new SeenNumbers(mostUnsorted: 90);
        for (var i = 0; i < numbers.Count; i++)
        {
            Assert.Null(seen.FirstLine(numbers[i], i + 2));
            Assert.Equal(i / 2 + 2, seen.FirstLine(numbers[i / 2], 9999));
        }
        Assert.All(numbers, (number, i) => Assert.Equal(i + 2, seen.FirstLine(number, 9999)));
    }
}
