using System.CommandLine;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;

namespace SmsActivation.Worker.Commands;

/// <summary>A card number as an operator types or pastes it.</summary>
internal static class CardNumberText
{
    /// <summary>One number, though a shell may have cut it at its spaces.</summary>
    public static Argument<string[]> Argument() =>
        new("NUMBER")
        {
            Description = "The card's number; spaces and hyphens do no harm.",
            Arity = ArgumentArity.OneOrMore,
        };

    /// <summary>Normalised; one that fits no format (any more) may still be stored.</summary>
    public static string Read(IEnumerable<string> words, CardNumberOptions options)
    {
        var text = string.Join(' ', words);
        return new SmsReader(options).ReadCardNumber(text) ?? Signs(text);
    }

    public static string Signs(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
