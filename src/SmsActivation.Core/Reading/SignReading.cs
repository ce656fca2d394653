using System.Globalization;

namespace SmsActivation.Core.Reading;

/// <summary>What the sign at a place of a clean text stands for: a sign, nothing that belongs to a group, or a mark inside one.</summary>
internal delegate char SignReading(string text, int at);

/// <summary>The three ways of reading a text: its digits, its digits with look-alike letters, its words.</summary>
internal static class SignReadings
{
    public const char Outside = '\0';
    public const char Silent = '\uFFFF';

    public static char Digit(string text, int at) => char.IsAsciiDigit(text[at]) ? text[at] : Outside;

    /// <summary>Rule 5.</summary>
    public static char LookAlike(string text, int at) =>
        text[at] switch
        {
            'O' or 'o' or '\u041E' or '\u043E' => '0',
            'I' or 'l' or '|' => '1',
            '\u0417' or '\u0437' => '3',
            'S' => '5',
            'B' or '\u0412' => '8',
            var sign => char.IsAsciiDigit(sign) ? sign : Outside,
        };

    /// <summary>Letters and digits, upper-case, Cyrillic look-alikes as their Latin twins. Accents belong to their letter.</summary>
    public static char Word(string text, int at)
    {
        var sign = text[at];
        if (char.IsLowSurrogate(sign))
            return at > 0 && char.IsLetterOrDigit(text, at - 1) ? sign : Outside;
        if (char.IsLetterOrDigit(text, at))
            return TextFolding.Fold(sign);
        return char.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            ? Silent
            : Outside;
    }
}
