using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SmsActivation.Core.Phones;

/// <summary>Takes what is dialled out of a written phone: punctuation, extension and invisible signs go, a plus stays.</summary>
internal static partial class PhoneText
{
    /// <summary>Nobody writes a phone longer than this, and every pattern below meets only so many signs.</summary>
    private const int LongestText = 64;

    private const int FewestDigits = 3;

    // The digits libphonenumber-js reads: ASCII, full-width, both Arabic rows. With others a sender could be read in two ways.
    private const string Zeros = "0\uFF10\u0660\u06F0";

    /// <summary>Digits, after a <c>+</c> if the number is international; null when the text is no phone.</summary>
    public static string? Dialled(string text)
    {
        if (text.Length > LongestText)
            return null;
        // As machines write it, so nearly always: nothing to take away.
        if (text is ['+', .. { Length: >= FewestDigits } digits] && digits.All(char.IsAsciiDigit))
            return text;
        var address = ChannelAddress.Split(Fold(text));
        if (!address.MayBePhone)
            return null;
        var match = Written().Match(address.Address);
        if (!match.Success)
            return null;
        var dialled = new StringBuilder(LongestText);
        foreach (var sign in match.Groups["number"].ValueSpan)
            if (char.IsAsciiDigit(sign) || sign == '+')
                dialled.Append(sign);
        return dialled.ToString();
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            if (char.IsWhiteSpace(sign))
                folded.Append(' ');
            else if (sign == '\uFF0B')
                folded.Append('+');
            else if (IsReadDigit(sign))
                folded.Append((char)('0' + (int)char.GetNumericValue(sign)));
            else if (char.GetUnicodeCategory(sign) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                folded.Append(sign);
        }
        return folded.ToString();
    }

    private static bool IsReadDigit(char sign) => Zeros.Any(zero => sign - zero is >= 0 and <= 9);

    private const string Punctuation =
        @"\-\u2010-\u2015\u2212\u30FC\uFF0D\uFF0F/\uFF0E. ()\uFF08\uFF09\uFF3B\uFF3D\[\]~\u2053\u223C\uFF5E";

    // The labels and limits are libphonenumber's: the vaguer the label, the shorter the extension it may announce.
    private const string Extension =
        @";ext=[0-9]{1,20}"
        + @"|[ ,]*(?:e?xt(?:ensi(?:o\u0301?|\u00F3))?n?|\uFF45?\uFF58\uFF54\uFF4E?|\u0434\u043E\u0431|anexo)[:.\uFF0E]?[ ,-]*[0-9]{1,20}#?"
        + @"|[ ,]*(?:[x\uFF58#\uFF03~\uFF5E]|int|\uFF49\uFF4E\uFF54)[:.\uFF0E]?[ ,-]*[0-9]{1,9}#?"
        + @"|[- ]+[0-9]{1,6}#"
        + @"|[ ]*(?:,{2}|;)[:.\uFF0E]?[ ,-]*[0-9]{1,15}#?"
        + @"|[ ]*,+[:.\uFF0E]?[ ,-]*[0-9]{1,9}#?";

    // No letter may stand before a number ("ACME2GO"), anything but a digit may follow it; two digits are one only alone.
    [GeneratedRegex(
        $@"^[^+\p{{L}}\p{{Nd}}]*(?<number>[0-9]{{2}}|\+?(?:[{Punctuation}]*[0-9]){{3}}[{Punctuation}0-9]*?)(?:{Extension})?(?![#0-9])[^0-9#]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Written();
}
