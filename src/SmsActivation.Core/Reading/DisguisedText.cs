using System.Buffers;
using System.Globalization;
using System.Text;

namespace SmsActivation.Core.Reading;

/// <summary>A stretch of letters and digits at [Start, End) of a raw body, in lower-case ASCII where it has any such form.</summary>
/// <param name="JoinsPrevious">Only hyphens, dashes or spaces stand before it, then another word.</param>
internal sealed record DisguisedWord(string Signs, int Start, int End, bool JoinsPrevious);

/// <summary>Reads the words of a raw body as the eye does: past invisible signs, and whatever form its letters have.</summary>
internal static class DisguisedText
{
    public static IReadOnlyList<DisguisedWord> Words(string body)
    {
        var words = new List<DisguisedWord>();
        var signs = new StringBuilder();
        var (start, end, joined) = (0, 0, false);
        for (var at = 0; at < body.Length; )
        {
            var status = Rune.DecodeFromUtf16(body.AsSpan(at), out var rune, out var length);
            var begin = at;
            at += length;
            if (status != OperationStatus.Done || IsTransparent(rune))
            {
                // A keycap goes with its digit; the end of a bidi span does not.
                end = signs.Length > 0 && end == begin && IsDrawnOver(rune) ? at : end;
                continue;
            }

            if (Sign(rune) is { } sign)
            {
                start = signs.Length == 0 ? begin : start;
                end = at;
                signs.Append(sign);
                continue;
            }

            if (signs.Length > 0)
            {
                words.Add(new DisguisedWord(signs.ToString(), start, end, joined));
                signs.Clear();
                joined = true;
            }

            joined &= rune.IsBmp && Separators.IsSpaceOrDash((char)rune.Value);
        }

        if (signs.Length > 0)
            words.Add(new DisguisedWord(signs.ToString(), start, end, joined));
        return words;
    }

    /// <summary>Invisible signs, accents and strokes drawn over a sign, control characters that are no space.</summary>
    private static bool IsTransparent(Rune rune) =>
        TextCleaner.IsUnseen(rune) || IsDrawnOver(rune) || (Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune));

    private static bool IsDrawnOver(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>The sign in ASCII, or any letter or digit as it is: that is a boundary moved, not one less.</summary>
    private static char? Sign(Rune rune)
    {
        if (CompatibilityForms.Ascii(rune) is { } ascii)
            return char.ToLowerInvariant(ascii);
        return Rune.IsLetterOrDigit(rune) ? '\u00A4' : null;
    }
}
