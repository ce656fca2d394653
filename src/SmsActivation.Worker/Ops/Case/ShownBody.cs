using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Cases;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>The words of a customer's text as a page shows them: numbers of cards to their last 4 digits, and signs that
/// show nothing, or turn the line around, by their code point.</summary>
public static partial class ShownBody
{
    private const int FewestMasked = 6;
    private const int Shown = 4;

    /// <param name="whole">Somebody asked for whole numbers, and it was written down.</param>
    public static string Of(CaseText text, bool whole)
    {
        var seen = Visible(text.Body);
        return whole || NamesNoCard(text.Outcome) ? seen : LongNumber().Replace(seen, match => Mask(match.Value));
    }

    /// <summary>What is no number of ours is compared, digit by digit, with what the customer reads out.</summary>
    private static bool NamesNoCard(string? outcome) =>
        outcome is nameof(OutcomeCode.UnknownCard) or nameof(OutcomeCode.InvalidCardNumber);

    private static string Mask(string run)
    {
        var hidden = run.Count(char.IsDigit) - Shown;
        return hidden + Shown < FewestMasked
            ? run
            : string.Concat(run.Select(sign => char.IsDigit(sign) && hidden-- > 0 ? '•' : sign));
    }

    private static string Visible(string body)
    {
        var shown = new StringBuilder(body.Length);
        foreach (var rune in body.EnumerateRunes())
            if (IsUnseen(rune))
                shown.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            else
                shown.Append(rune.ToString());
        return shown.ToString();
    }

    /// <summary>Joiners are parts of emoji and of some scripts' words.</summary>
    private static bool IsUnseen(Rune rune) =>
        rune.Value is not ('\n' or '\t' or '\r' or '\u200C' or '\u200D')
        && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator;

    // Groups of digits with up to three separators between, as the reader takes them.
    [GeneratedRegex(@"\d(?:[\s\-–—./_,]{0,3}\d)+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();
}
