using System.Buffers;
using System.Globalization;
using System.Text;

namespace SmsActivation.Core.Reading;

/// <summary>Rule 1: takes away what nobody sees, and writes every Unicode decimal digit as its ASCII digit.</summary>
internal static class TextCleaner
{
    private const int KeycapMark = 0x20E3;

    public static string Clean(string body)
    {
        var clean = new StringBuilder(body.Length);
        for (var rest = body.AsSpan(); Rune.DecodeFromUtf16(rest, out var rune, out var length) is var status; )
        {
            if (length == 0)
                break;
            rest = rest[length..];
            // One press of Enter must not use up two of the three separators that may stand in a row.
            var halfALineBreak = rune.Value == '\r' && rest is ['\n', ..];
            if (status != OperationStatus.Done || IsUnseen(rune) || halfALineBreak)
                continue;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                clean.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            else
                clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>NUL, format characters (zero-width, bidi), variation selectors and the mark that draws a keycap.</summary>
    public static bool IsUnseen(Rune rune) =>
        rune.Value is 0 or KeycapMark or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || rune.Value is (>= 0x180B and <= 0x180D) or 0x180F
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
}
