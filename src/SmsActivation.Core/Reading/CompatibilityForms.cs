using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SmsActivation.Core.Reading;

/// <summary>
/// ASCII letters and digits behind the forms that Unicode keeps for looks: full-width, circled, bold and the like.
/// Written out, because normalization depends on data that a host may lack. Source: UnicodeData.txt, compatibility
/// decompositions to one ASCII sign.
/// </summary>
internal static class CompatibilityForms
{
    /// <summary>Blocks that repeat the alphabet.</summary>
    private static readonly (int First, int Last, char FirstLetter)[] s_alphabets =
    [
        (0x1D400, 0x1D6A3, 'A'), // mathematical: A to Z, a to z, thirteen times
        (0xFF21, 0xFF3A, 'A'), // full-width
        (0xFF41, 0xFF5A, 'a'),
        (0x24B6, 0x24CF, 'A'), // circled
        (0x24D0, 0x24E9, 'a'),
        (0x249C, 0x24B5, 'a'), // in brackets
        (0x1F110, 0x1F129, 'A'),
        (0x1F130, 0x1F149, 'A'), // squared
        (0x1F150, 0x1F169, 'A'), // white on black
        (0x1F170, 0x1F189, 'A'),
        (0x1F1E6, 0x1F1FF, 'A'), // halves of flags
    ];

    /// <summary>Forms that stand alone, each before its letter: superscripts, subscripts, letterlike signs, Roman numerals.</summary>
    private const string Pairs =
        "\u02B0h\u02B2j\u02B3r\u02B7w\u02B8y\u02E3x\u1D2Eb\u1D30d\u1D33g\u1D34h\u1D36j\u1D37k\u1D39m\u1D3An\u1D3Ep\u1D3Fr\u1D40t"
        + "\u1D42w\u1D47b\u1D48d\u1D4Dg\u1D4Fk\u1D50m\u1D56p\u1D57t\u1D5Bv\u1D63r\u1D65v\u1D9Cc\u1DA0f\u1DBBz\u207Fn\u2093x"
        + "\u2095h\u2096k\u2098m\u2099n\u209Ap\u209Ct\u2102c\u210Ag\u210Bh\u210Ch\u210Dh\u210Eh\u2115n\u2119p\u211Aq\u211Br"
        + "\u211Cr\u211Dr\u2124z\u2128z\u212Ak\u212Cb\u212Dc\u2131f\u2133m\u2145d\u2146d\u2149j\u2164v\u2169x\u216Dc\u216Ed"
        + "\u216Fm\u2174v\u2179x\u217Dc\u217Ed\u217Fm\u2C7Cj\u2C7Dv\uA7F2c\uA7F3f\uA7F4q";

    private static readonly FrozenDictionary<int, char> s_alone = Pairs
        .Chunk(2)
        .ToFrozenDictionary(pair => (int)pair[0], pair => pair[1]);

    public static char? Ascii(Rune rune)
    {
        if (rune.IsAscii)
            return Rune.IsLetterOrDigit(rune) ? (char)rune.Value : null;
        foreach (var (first, last, letter) in s_alphabets)
        {
            if (rune.Value >= first && rune.Value <= last)
                return (char)(letter + (rune.Value - first) % 26);
        }

        if (s_alone.TryGetValue(rune.Value, out var alone))
            return alone;
        // Decimal digits of every script, and those in circles or above the line.
        return
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber
            && Rune.GetNumericValue(rune) is >= 0 and <= 9 and var value
            && value == Math.Floor(value)
            ? (char)('0' + (int)value)
            : null;
    }
}
