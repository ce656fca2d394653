using System.Globalization;
using System.Text;

namespace SmsActivation.Worker.Account;

/// <summary>The bars of Code 128 (ISO/IEC 15417), which every till reads: two digits a sign in set C, all else in set B.
/// Written by hand, for the feed holds no library that draws it.</summary>
internal static class Code128
{
    private const int SetB = 100;
    private const int SetC = 99;
    private const int StartB = 104;
    private const int StartC = 105;
    private const int Modulus = 103;
    private const int Quiet = 10; // modules of white on either side
    private const int Height = 60;

    /// <summary>Widths of bar, space, bar, … of the signs 0 to 105, and of the stop.</summary>
    internal static readonly string[] Widths = (
        "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 "
        + "113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 "
        + "212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 "
        + "113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
        + "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 "
        + "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
        + "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 "
        + "211232 2331112"
    ).Split(' ');

    /// <param name="text">Printable ASCII.</param>
    public static string Svg(string text)
    {
        var bars = new StringBuilder();
        var at = Quiet;
        foreach (var sign in Signs(text).Append(Widths.Length - 1))
        {
            for (var i = 0; i < Widths[sign].Length; i++)
            {
                var width = Widths[sign][i] - '0';
                if (i % 2 == 0)
                    bars.Append(CultureInfo.InvariantCulture, $"M{at} 0h{width}v{Height}h-{width}z");
                at += width;
            }
        }
        var whole = at + Quiet;
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {Height}" preserveAspectRatio="none"><path fill="#fff" d="M0 0h{whole}v{Height}H0z"/><path d="{bars}"/></svg>
            """;
    }

    /// <summary>From the start to the check sign.</summary>
    internal static List<int> Signs(string text)
    {
        var signs = new List<int>();
        var inC = DigitsAt(text, 0) >= 4 || (text.Length == 2 && DigitsAt(text, 0) == 2);
        signs.Add(inC ? StartC : StartB);
        for (var i = 0; i < text.Length; )
        {
            var digits = DigitsAt(text, i);
            // An odd digit stays in set B; from four on, changing over is worth its sign.
            if (!inC && digits >= 4 && digits % 2 == 0)
                (inC, signs) = (true, [.. signs, SetC]);
            if (inC && digits < 2)
                (inC, signs) = (false, [.. signs, SetB]);
            signs.Add(inC ? int.Parse(text.AsSpan(i, 2), CultureInfo.InvariantCulture) : text[i] - ' ');
            i += inC ? 2 : 1;
        }
        var sum = signs[0] + signs.Skip(1).Select((sign, i) => sign * (i + 1)).Sum();
        return [.. signs, sum % Modulus];
    }

    private static int DigitsAt(string text, int start) => text.Skip(start).TakeWhile(char.IsAsciiDigit).Count();
}
