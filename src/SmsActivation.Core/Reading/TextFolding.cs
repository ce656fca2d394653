namespace SmsActivation.Core.Reading;

/// <summary>Writes words so that two that look alike are equal: upper-case, full-width as ASCII, Cyrillic twins as Latin letters.</summary>
public static class TextFolding
{
    private const string Cyrillic =
        "\u0410\u0412\u0415\u0401\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405\u0419";
    private const string Latin = "ABEEKMHOPCTYXIJS\u0418";

    public static string Fold(string text) =>
        string.Create(
            text.Length,
            text,
            static (folded, text) =>
            {
                for (var i = 0; i < text.Length; i++)
                    folded[i] = Fold(text[i]);
            }
        );

    internal static char Fold(char sign)
    {
        if (sign is >= '\uFF01' and <= '\uFF5E')
            sign = (char)(sign - '\uFF01' + '!');
        sign = char.ToUpperInvariant(sign);
        var twin = sign < '\u0400' ? -1 : Cyrillic.IndexOf(sign);
        return twin < 0 ? sign : Latin[twin];
    }
}
