using System.Buffers;
using System.Globalization;

namespace SmsActivation.Core.Reading;

/// <summary>Rule 2: what may stand between the groups of one number.</summary>
internal static class Separators
{
    // Dots, slashes, underscores and commas as keyboards of several scripts write them.
    private static readonly SearchValues<char> s_marks = SearchValues.Create(
        ".\u00B7\u2024\u3002\uFE52\uFF0E\uFF61/\\\u2044\u2215\uFE68\uFF0F\uFF3C_\uFF3F,\u060C\u066B\u066C\u3001\uFE50\uFE51\uFF0C\uFF64"
    );

    // A minus sign, a hyphen bullet and a modifier minus are dashes to the eye, but not to Unicode.
    private static readonly SearchValues<char> s_dashesByLook = SearchValues.Create("\u2212\u2043\u02D7");

    private static readonly SearchValues<char> s_brackets = SearchValues.Create("()[]\uFF08\uFF09");

    public static bool IsSeparator(char sign) => IsSpaceOrDash(sign) || s_marks.Contains(sign);

    public static bool IsSpaceOrDash(char sign) =>
        char.IsWhiteSpace(sign)
        || s_dashesByLook.Contains(sign)
        || char.GetUnicodeCategory(sign) == UnicodeCategory.DashPunctuation;

    /// <summary>Phone numbers hold brackets besides: +7 (912) 345-67-89.</summary>
    public static bool IsInsidePhone(char sign) => IsSeparator(sign) || s_brackets.Contains(sign);
}
