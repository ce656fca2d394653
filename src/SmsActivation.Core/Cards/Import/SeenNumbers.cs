using System.Globalization;

namespace SmsActivation.Core.Cards.Import;

/// <summary>The numbers of a file so far, and the line of each. Numbers of digits, the usual ones, take some 30 bytes each:
/// a million cards are no burden.</summary>
internal sealed class SeenNumbers
{
    private const int MostDigits = 18;

    private readonly Dictionary<long, int> _digits = [];
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);

    /// <summary>Null for a new number, else the line that had it first.</summary>
    public int? FirstLine(string number, int line) =>
        number.Length <= MostDigits && number.All(char.IsAsciiDigit)
            // The 1 in front keeps 0012 and 12 apart.
            ? Seen(_digits, long.Parse("1" + number, CultureInfo.InvariantCulture), line)
            : Seen(_others, number, line);

    private static int? Seen<TKey>(Dictionary<TKey, int> lines, TKey number, int line)
        where TKey : notnull => lines.TryAdd(number, line) ? null : lines[number];
}
