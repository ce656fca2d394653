using SmsActivation.Core.Cards;

namespace SmsActivation.Tests.Cards;

public sealed class CardNumberOptionsValidatorTests
{
    private static readonly CardNumberFormat s_good = new() { Name = "good", Length = 8 };

    public static TheoryData<string, CardNumberFormat, string> BadFormats() =>
        new()
        {
            { "no name", s_good with { Name = " " }, "Formats:0:Name is empty" },
            { "too short", s_good with { Length = 5 }, "Formats:0:Length is 5" },
            { "too long for any example", s_good with { Length = 20 }, "Formats:0:Length is 20" },
            { "empty prefix", s_good with { Prefixes = [""] }, "Formats:0:Prefixes:0 is empty" },
            { "long prefix", s_good with { Prefixes = ["1", "123456789"] }, "Formats:0:Prefixes:1 is \"123456789\"" },
            { "prefix with a dash", s_good with { Prefixes = ["1-2"] }, "Formats:0:Prefixes:0 is \"1-2\"" },
            { "letters without a pattern", s_good with { Prefixes = ["LC"] }, "Formats:0:Prefixes:0 is \"LC\"" },
            { "EAN of eight digits", s_good with { CheckDigit = CheckDigit.Ean13 }, "Length is 8; it must be 13" },
            { "no such check digit", s_good with { CheckDigit = (CheckDigit)9 }, "CheckDigit is 9" },
            { "broken pattern", s_good with { Pattern = "[0-9" }, "Pattern is \"[0-9\"" },
            { "pattern that breaks out", s_good with { Pattern = "a)(b" }, "Pattern is \"a)(b\"" },
            { "pattern that looks back", s_good with { Pattern = @"(\d)\1{7}" }, "no usable regular expression" },
            { "empty pattern", s_good with { Pattern = "" }, "Formats:0:Pattern is empty" },
            { "Cyrillic pattern", s_good with { Pattern = "\u0421[0-9]{7}" }, "write Latin letters" },
            {
                "checked letters",
                s_good with
                {
                    Pattern = "L[0-9]{7}",
                    CheckDigit = CheckDigit.Luhn,
                },
                "CheckDigit is Luhn, but Pattern"
            },
        };

    [Theory]
    [MemberData(nameof(BadFormats))]
    public void A_bad_format_is_named_with_its_setting_and_value(string label, CardNumberFormat format, string fault)
    {
        var faults = CardNumberOptionsValidator.Faults(new() { Formats = [format], Example = "12345678" });

        Assert.True(faults.Any(found => found.Contains("CardNumbers:Formats:0", StringComparison.Ordinal)), label);
        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Example is empty")]
    [InlineData("1234567", "fits no format")]
    [InlineData("1 - 2 - 3 - 4 5 6 78", "20 signs; it may have 19")]
    public void A_bad_example_is_named(string example, string fault) =>
        Assert.Contains(
            fault,
            Assert.Single(CardNumberOptionsValidator.Faults(new() { Formats = [s_good], Example = example })),
            StringComparison.Ordinal
        );

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        var faults = CardNumberOptionsValidator.Faults(
            new()
            {
                Formats =
                [
                    s_good with
                    {
                        Length = 0,
                        Prefixes = [""],
                    },
                    s_good with
                    {
                        Name = "GOOD",
                    },
                    s_good with
                    {
                        Name = "third",
                        Pattern = "(",
                    },
                ],
            }
        );

        Assert.Equal(4, faults.Count);
        Assert.Contains("CardNumbers:Formats:1:Name is \"good\", as Formats:0 is.", faults);
    }

    [Fact]
    public void The_host_hears_of_faults_as_of_any_other_settings()
    {
        var validator = new CardNumberOptionsValidator();

        Assert.True(validator.Validate(null, CardNumberOptions.Default).Succeeded);
        Assert.True(validator.Validate(null, new CardNumberOptions { Formats = [s_good] }).Failed);
    }
}
