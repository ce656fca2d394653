using System.Buffers;
using System.Text;

namespace SmsActivation.Core.Replies;

/// <summary>The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1).</summary>
internal static class GsmAlphabet
{
    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
    );

    private static readonly SearchValues<char> Extension = SearchValues.Create("\f^{}\\[~]|€");

    public static bool Holds(char sign) => Basic.Contains(sign) || Extension.Contains(sign);

    /// <summary>One such sign, and the whole text travels in UCS-2.</summary>
    public static bool IsForeign(Rune sign) => !sign.IsBmp || !Holds((char)sign.Value);

    /// <summary>Sent as an escape and a second septet, so it takes two.</summary>
    public static bool IsExtension(char sign) => Extension.Contains(sign);
}
