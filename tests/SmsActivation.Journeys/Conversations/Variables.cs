using System.Text.RegularExpressions;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Conversations;

/// <summary>What stands for cards and passwords in the texts of the files.</summary>
public static partial class Variables
{
    public static IEnumerable<string> CardsIn(string text) =>
        Card.Matches(text).Select(match => match.Groups["name"].Value);

    public static string Fill(string text, IReadOnlyDictionary<string, string> cards, string password) =>
        Card.Replace(
                text.Replace("$password", password).Replace("$PASSWORD", password.Replace("-", "").ToUpperInvariant()),
                match => Form(cards[match.Groups["name"].Value], match.Groups["form"].Value)
            )
            .Replace("\\n", "\n");

    private static string Form(string number, string form) =>
        form switch
        {
            "" => number,
            ".spaced" => CardNumbers.Spaced(number),
            ".typo" => CardNumbers.Typo(number),
            ".short" => number[..^2] + number[^1],
            ".last4" => number[^4..],
            _ => throw new FormatException($"No such form of a card: {form}"),
        };

    [GeneratedRegex(@"\$(?<name>[A-Z])(?![A-Z])(?<form>\.(?:spaced|typo|short|last4))?")]
    private static partial Regex Card { get; }
}
