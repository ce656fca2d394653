using System.Globalization;
using System.Text;

namespace SmsActivation.Core.Replies;

/// <summary>A sign outside GSM-7.</summary>
/// <param name="Name">In words, for signs that look like another or like nothing; else null.</param>
/// <param name="Instead">What says the same within GSM-7; null when nothing does.</param>
public sealed record ForeignSign(Rune Sign, string? Name, string? Instead)
{
    // What phones and word processors put in by themselves, and nobody types.
    private static readonly Dictionary<int, (string Name, string Instead)> Known = new()
    {
        [0x0060] = ("grave accent", "'"),
        [0x00A0] = ("no-break space", " "),
        [0x00AB] = ("angle quote", "\""),
        [0x00AD] = ("soft hyphen, invisible", ""),
        [0x00B4] = ("acute accent", "'"),
        [0x00B7] = ("middle dot", "-"),
        [0x00BB] = ("angle quote", "\""),
        [0x200B] = ("zero-width space, invisible", ""),
        [0x200C] = ("zero-width non-joiner, invisible", ""),
        [0x200D] = ("zero-width joiner, invisible", ""),
        [0x200E] = ("direction mark, invisible", ""),
        [0x200F] = ("direction mark, invisible", ""),
        [0x2003] = ("wide space", " "),
        [0x2009] = ("thin space", " "),
        [0x2010] = ("hyphen", "-"),
        [0x2011] = ("no-break hyphen", "-"),
        [0x2012] = ("figure dash", "-"),
        [0x2013] = ("en dash", "-"),
        [0x2014] = ("em dash", "-"),
        [0x2015] = ("horizontal bar", "-"),
        [0x2018] = ("curly quote", "'"),
        [0x2019] = ("curly apostrophe", "'"),
        [0x201A] = ("low quote", "'"),
        [0x201C] = ("curly quote", "\""),
        [0x201D] = ("curly quote", "\""),
        [0x201E] = ("low quote", "\""),
        [0x2022] = ("bullet", "-"),
        [0x2026] = ("ellipsis", "..."),
        [0x2028] = ("line separator, invisible", "\n"),
        [0x202F] = ("narrow no-break space", " "),
        [0x2032] = ("prime", "'"),
        [0x2033] = ("double prime", "\""),
        [0x2039] = ("angle quote", "'"),
        [0x203A] = ("angle quote", "'"),
        [0x2116] = ("numero sign", "No."),
        [0x2212] = ("minus sign", "-"),
        [0xFEFF] = ("byte order mark, invisible", ""),
    };

    /// <summary>Each once, in the order in which they come.</summary>
    public static IReadOnlyList<ForeignSign> In(string text) =>
        [.. text.EnumerateRunes().Where(GsmAlphabet.IsForeign).Distinct().Select(Of)];

    private static ForeignSign Of(Rune sign) =>
        Known.TryGetValue(sign.Value, out var known)
            ? new(sign, known.Name, known.Instead)
            : new(sign, IsUnseen(sign) ? $"U+{sign.Value:X4}" : null, Instead: null);

    private static bool IsUnseen(Rune sign) =>
        Rune.GetUnicodeCategory(sign)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned;
}
