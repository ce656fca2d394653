using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;

namespace SmsActivation.Tests.Dialogue;

/// <summary>The format sets over which texts are read.</summary>
internal static class DialogueFormats
{
    public static readonly SmsReader Luhn16 = new(CardNumberOptions.Default);

    public static readonly SmsReader Ean13 = ReaderOf(
        "4600000000008",
        new CardNumberFormat
        {
            Name = "ean",
            Length = 13,
            CheckDigit = CheckDigit.Ean13,
        }
    );

    public static readonly SmsReader Plain8 = ReaderOf(
        "1234 5678",
        new CardNumberFormat { Name = "eight", Length = 8 }
    );

    public static readonly SmsReader Letters = ReaderOf(
        "LC0000001",
        new CardNumberFormat
        {
            Name = "club",
            Length = 9,
            Prefixes = ["LC"],
            Pattern = "LC[0-9]{7}",
        }
    );

    public static SmsReader Named(string name) =>
        name switch
        {
            "luhn16" => Luhn16,
            "ean13" => Ean13,
            "plain8" => Plain8,
            "letters" => Letters,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such formats"),
        };

    public static SmsReader ReaderOf(string example, params CardNumberFormat[] formats) =>
        new(new CardNumberOptions { Formats = formats, Example = example });
}
