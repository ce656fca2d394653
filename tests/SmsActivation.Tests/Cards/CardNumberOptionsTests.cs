using Microsoft.Extensions.Configuration;
using SmsActivation.Core.Cards;

namespace SmsActivation.Tests.Cards;

public sealed class CardNumberOptionsTests
{
    [Fact]
    public void An_empty_section_means_the_built_in_format()
    {
        var options = Bound([]);

        var format = Assert.Single(options.Formats);
        Assert.Equal((16, "9900", CheckDigit.Luhn), (format.Length, Assert.Single(format.Prefixes), format.CheckDigit));
        Assert.Equal("9900 0012 3456 7899", options.Example);
        Assert.Empty(CardNumberOptionsValidator.Faults(options));
    }

    [Fact]
    public void A_configured_format_replaces_the_built_in_one()
    {
        var options = Bound(
            new()
            {
                ["CardNumbers:Formats:0:Name"] = "club",
                ["CardNumbers:Formats:0:Length"] = "9",
                ["CardNumbers:Formats:0:Prefixes:0"] = "LC",
                ["CardNumbers:Formats:0:Pattern"] = "LC[0-9]{7}",
                ["CardNumbers:Formats:1:Name"] = "ean",
                ["CardNumbers:Formats:1:Length"] = "13",
                ["CardNumbers:Formats:1:CheckDigit"] = "Ean13",
                ["CardNumbers:Example"] = "LC 0000001",
            }
        );

        Assert.Equal(["club", "ean"], options.Formats.Select(format => format.Name));
        Assert.Equal([true, false], options.Formats.Select(format => format.HasLetters));
        Assert.Empty(CardNumberOptionsValidator.Faults(options));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("[0-9]{8}", false)]
    [InlineData(@"\d{4}(?:12|34)\d{2}", false)]
    [InlineData(@"(?<year>\d{2})\d{6}", false)]
    [InlineData("LC[0-9]{7}", true)]
    [InlineData("[A-Z]+[0-9]+", true)]
    [InlineData(@"\w{8}", true)]
    [InlineData(@"\p{Lu}\d{7}", true)]
    [InlineData(".{8}", true)]
    [InlineData("[^0]{8}", true)]
    public void A_pattern_tells_whether_numbers_may_hold_letters(string? pattern, bool letters) =>
        Assert.Equal(letters, new CardNumberFormat { Pattern = pattern }.HasLetters);

    private static CardNumberOptions Bound(Dictionary<string, string?> settings)
    {
        var options = new CardNumberOptions();
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings)
            .Build()
            .GetSection(CardNumberOptions.Section)
            .Bind(options);
        options.ApplyDefaults();
        return options;
    }
}
